package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.coffer.FilePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Where the {@link Metadata} of files are: in an extended attribute {@code user.coffer} of the file
 * itself, which the rename publishes with the bytes; or, where the file system has none, in a
 * record in the area that is named after the file's etag and written before the rename.
 */
final class MetadataRecords {
  private static final String ATTRIBUTE = "coffer";

  /** UTF-16 units of a path that every system takes, whatever they are in bytes. */
  private static final int SURELY_TAKEN = 250;

  /** Loaded when it is needed: a short run should not pay for it. */
  private static final class Log {
    static final Logger LOG = LoggerFactory.getLogger(MetadataRecords.class);
  }

  private final Path root;
  private final AtomicBoolean damageReported;

  MetadataRecords(LocalContext context) {
    this.root = context.root().path();
    this.damageReported = context.damageReported();
  }

  /** Refuses a file whose metadata could not be read again. */
  static void requireReach(LocalContext context, String operation, FilePath path, Metadata metadata)
      throws IOException {
    if (!metadata.isEmpty() && !canReach(context.root(), path)) {
      throw context.errors().unreachable(operation, path);
    }
  }

  /**
   * Whether the record of a file can be read: the JDK reads an attribute by the whole path of the
   * file, and a system takes no path of any length.
   */
  private static boolean canReach(Root root, FilePath path) throws IOException {
    Path file = root.path().resolve(path.toString());
    if (file.toString().length() < SURELY_TAKEN || !root.area().hasExtendedAttributes()) {
      return true;
    }
    try {
      FileAttributes.read(file);
      return true;
    } catch (FileSystemException e) {
      return !LocalErrors.isTooLong(e);
    }
  }

  /**
   * Reads the record of a version of a file.
   *
   * @return {@link Metadata#NONE} if it has none, also when the file there has another version by
   *     now
   */
  Metadata read(FilePath path, FileAttributes node) throws IOException {
    return read(path, root.resolve(path.toString()), node);
  }

  /** The same, by another name of the file, which no other version can take. */
  Metadata read(FilePath path, Path name, FileAttributes node) throws IOException {
    if (!Metadata.isPossibleFor(node)) {
      return Metadata.NONE;
    }
    ByteBuffer bytes = readAttribute(name);
    if (bytes == null) {
      bytes = readSeparate(StoreArea.metadata(root).resolve(node.etag()));
    }
    try {
      return bytes == null ? Metadata.NONE : MetadataFormat.decode(bytes, node);
    } catch (MetadataFormat.DamagedException e) {
      reportDamaged(path, e);
      return Metadata.NONE;
    }
  }

  /** Once aloud: a tree whose records another program has damaged may have many. */
  private void reportDamaged(FilePath path, MetadataFormat.DamagedException e) {
    Log.LOG
        .atLevel(damageReported.getAndSet(true) ? Level.DEBUG : Level.WARN)
        .addKeyValue("path", path.toString())
        .addKeyValue("reason", e.getMessage())
        .log("the content type and metadata of a file are not readable and are left out");
  }

  private static @Nullable ByteBuffer readAttribute(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MetadataFormat.MOST_BYTES);
    try {
      view(file).read(ATTRIBUTE, bytes);
      return bytes.flip();
    } catch (IOException e) {
      if (LocalErrors.isTooManyOpenFiles(e)) {
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
      ByteBuffer bytes = ByteBuffer.allocate(MetadataFormat.MOST_BYTES);
      int read = channel.read(bytes);
      while (read > 0) {
        read = channel.read(bytes);
      }
      return bytes.hasRemaining() ? bytes.flip() : null; // none of Coffer's fills it
    } catch (NoSuchFileException e) {
      return null;
    } catch (AccessDeniedException e) {
      return null; // Who may only read another user's root may read its files without these.
    }
  }

  /** Stores the record of a staged file. */
  static void write(
      StoreArea area, String staged, FileAttributes node, Metadata metadata, boolean sync)
      throws IOException {
    ByteBuffer bytes = MetadataFormat.encode(metadata, node);
    if (area.hasExtendedAttributes()) {
      view(area.staging().path().resolve(staged)).write(ATTRIBUTE, bytes);
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
  static void delete(StoreArea area, @Nullable FileAttributes node) throws IOException {
    if (node != null && !area.hasExtendedAttributes() && Metadata.isPossibleFor(node)) {
      DirectoryHandle records = area.existingMetadata();
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
