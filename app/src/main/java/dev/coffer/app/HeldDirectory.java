package dev.coffer.app;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.coffer.spi.FileOwner;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory that is held open: what is in it is reached in it, also when its owner moves it away
 * and puts a link in its place, which could else make root delete files of others. Where the system
 * has no handles of directories, it is reached by its path.
 */
final class HeldDirectory implements AutoCloseable {
  private static final Path SELF = Path.of(".");

  private final Path path;
  private final @Nullable SecureDirectoryStream<Path> handle;

  private HeldDirectory(Path path, @Nullable SecureDirectoryStream<Path> handle) {
    this.path = path;
    this.handle = handle;
  }

  /** Opens the directory that a path leads to. */
  @SuppressWarnings("StreamResourceLeak") // closed with the directory
  static HeldDirectory open(Path path) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(path);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return new HeldDirectory(path, secure);
    }
    stream.close();
    return new HeldDirectory(path, null);
  }

  /** Opens a directory in it; nothing if there is none, or a link to one. */
  @SuppressWarnings("StreamResourceLeak") // closed with the directory
  Optional<HeldDirectory> below(String name) throws IOException {
    if (look(name).filter(BasicFileAttributes::isDirectory).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new HeldDirectory(
              path.resolve(name),
              handle == null ? null : handle.newDirectoryStream(Path.of(name), NOFOLLOW_LINKS)));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // it was deleted since the look
    }
  }

  /** What a name is, itself and not what it may link to. */
  Optional<BasicFileAttributes> look(String name) throws IOException {
    try {
      return Optional.of(
          handle == null
              ? Files.readAttributes(path.resolve(name), BasicFileAttributes.class, NOFOLLOW_LINKS)
              : handle
                  .getFileAttributeView(Path.of(name), BasicFileAttributeView.class, NOFOLLOW_LINKS)
                  .readAttributes());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** All names, in no order. */
  List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> found =
        handle == null
            ? Files.newDirectoryStream(path)
            : handle.newDirectoryStream(SELF, NOFOLLOW_LINKS)) {
      found.forEach(name -> names.add(String.valueOf(name.getFileName())));
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  /** Opens a file. */
  FileChannel file(String name, Set<OpenOption> options) throws IOException {
    return handle == null
        ? FileChannel.open(path.resolve(name), options)
        : (FileChannel) handle.newByteChannel(Path.of(name), options);
  }

  /** Gives what root has just made to the owner of the directory. */
  void give(String name) throws IOException {
    if (handle == null) {
      FileOwner.inherit(path.resolve(name));
    } else {
      FileOwner.inherit(handle, Path.of(name));
    }
  }

  /** Deletes a file or an empty directory, if it is there; a link is deleted itself. */
  void delete(String name) throws IOException {
    Optional<BasicFileAttributes> found = look(name);
    if (found.isEmpty()) {
      return;
    }
    if (found.get().isDirectory()) {
      deleteDirectory(name);
    } else if (handle == null) {
      Files.delete(path.resolve(name));
    } else {
      handle.deleteFile(Path.of(name));
    }
  }

  /** Deletes an empty directory; leaves anything else, such as a link to one, where it is. */
  void deleteDirectory(String name) throws IOException {
    if (look(name).filter(BasicFileAttributes::isDirectory).isEmpty()) {
      return;
    }
    if (handle == null) {
      Files.delete(path.resolve(name));
    } else {
      handle.deleteDirectory(Path.of(name));
    }
  }

  /** Closes it; the system frees what it cannot close with the process. */
  @Override
  public void close() {
    try {
      if (handle != null) {
        handle.close();
      }
    } catch (IOException e) {
      // As above.
    }
  }
}
