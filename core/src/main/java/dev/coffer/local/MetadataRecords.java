package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the {@link Metadata} of files are: in an extended attribute {@code user.coffer} of the file
 * itself, which the rename publishes with the bytes; or, where the file system has none, in a
 * record in the area that is named after the file's etag and written before the rename.
 */
final class MetadataRecords {
  private final Path root;

  MetadataRecords(Path root) {
    this.root = root;
  }

  /**
   * Reads the record of a version of a file.
   *
   * @param path the file below the root
   * @return {@link Metadata#NONE} when it has none, also when the file there has another version by
   *     now
   */
  Metadata read(String path, Node node) throws IOException {
    if (!Metadata.isPossibleFor(node)) {
      return Metadata.NONE;
    }
    ByteBuffer bytes = readAttribute(root.resolve(path));
    if (bytes == null) {
      bytes = readSeparate(Area.metadata(root).resolve(node.etag()));
    }
    return bytes == null ? Metadata.NONE : Metadata.decode(bytes, node);
  }

  private static @Nullable ByteBuffer readAttribute(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Metadata.MOST_BYTES);
    try {
      view(file).read(Metadata.ATTRIBUTE, bytes);
      return bytes.flip();
    } catch (IOException e) {
      if (Problems.isTooManyOpenFiles(e)) {
        throw e; // the file may have one all the same
      }
      return null; // The JDK has no word of its own for an attribute that is not there.
    } catch (UnsupportedOperationException e) {
      return null;
    }
  }

  private static @Nullable ByteBuffer readSeparate(Path record) throws IOException {
    try (FileChannel channel =
        FileChannel.open(record, Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS))) {
      ByteBuffer bytes = ByteBuffer.allocate(Metadata.MOST_BYTES);
      int read = channel.read(bytes);
      while (read > 0) {
        read = channel.read(bytes);
      }
      return bytes.flip();
    } catch (NoSuchFileException e) {
      return null;
    } catch (AccessDeniedException e) {
      return null; // Who may only read another user's root may read its files without these.
    }
  }

  /** Stores the record of a staged file. */
  static void write(Area area, String staged, Node node, Metadata metadata, boolean sync)
      throws IOException {
    ByteBuffer bytes = metadata.encode(node);
    if (area.hasExtendedAttributes()) {
      view(area.staging().path().resolve(staged)).write(Metadata.ATTRIBUTE, bytes);
      return;
    }
    Staging staging = area.staging();
    String name = staging.newName();
    try (FileChannel channel = staging.newFile(name)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (sync) {
        channel.force(true);
      }
    }
    staging.folder().rename(name, area.metadata(), node.etag());
    if (sync) {
      area.metadata().sync();
    }
  }

  /** Deletes the record of a version that is gone, where it lies beside its file. */
  static void delete(Area area, @Nullable Node node) throws IOException {
    if (node != null && !area.hasExtendedAttributes() && Metadata.isPossibleFor(node)) {
      Folder records = area.existingMetadata();
      try {
        if (records != null) {
          records.deleteFile(node.etag());
        }
      } catch (NoSuchFileException e) {
        // It had none.
      }
    }
  }

  private static UserDefinedFileAttributeView view(Path file) {
    return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class, NOFOLLOW_LINKS);
  }
}
