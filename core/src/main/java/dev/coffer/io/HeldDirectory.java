package dev.coffer.io;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory that is held open: its files are reached in it, also after it was moved away and a
 * link or another directory took its place. Otherwise whoever may rename it could make a process
 * with more rights change files elsewhere. Where the system has no handles of directories, it is
 * reached by its path.
 */
public final class HeldDirectory implements AutoCloseable {
  private static final Path SELF = Path.of(".");
  private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ);

  private final Path path;
  private final @Nullable SecureDirectoryStream<Path> handle;

  private HeldDirectory(Path path, @Nullable SecureDirectoryStream<Path> handle) {
    this.path = path;
    this.handle = handle;
  }

  /**
   * Opens a directory.
   *
   * @param path leads to it; links are followed
   * @return to be closed by the caller
   * @throws IOException if there is no directory, or it cannot be read
   */
  @SuppressWarnings("StreamResourceLeak") // closed with the directory
  public static HeldDirectory open(Path path) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(path);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return new HeldDirectory(path, secure);
    }
    stream.close();
    return new HeldDirectory(path, null);
  }

  /**
   * Opens the same directory once more, for another user of it.
   *
   * @return to be closed by the caller
   * @throws IOException if it cannot be opened
   */
  @SuppressWarnings("StreamResourceLeak") // closed with the directory
  public HeldDirectory again() throws IOException {
    return new HeldDirectory(
        path, handle == null ? null : handle.newDirectoryStream(SELF, NOFOLLOW_LINKS));
  }

  /**
   * Opens a directory in it.
   *
   * @param name its name
   * @return to be closed by the caller; empty if there is none, or a link to one
   * @throws IOException if it cannot be opened
   */
  @SuppressWarnings("StreamResourceLeak") // closed with the directory
  public Optional<HeldDirectory> below(String name) throws IOException {
    if (find(name).filter(BasicFileAttributes::isDirectory).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new HeldDirectory(
              path.resolve(name),
              handle == null ? null : handle.newDirectoryStream(Path.of(name), NOFOLLOW_LINKS)));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // it was deleted since it was found
    }
  }

  /**
   * Returns the attributes of the directory itself, whatever its path leads to by now.
   *
   * @return its attributes
   * @throws IOException if they cannot be read
   */
  public BasicFileAttributes attributes() throws IOException {
    return handle == null
        ? Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS)
        : handle.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
  }

  /**
   * Returns the attributes of a name in it; of a link, those of the link itself.
   *
   * @param name a name
   * @return its attributes
   * @throws NoSuchFileException if there is no such name
   * @throws IOException if they cannot be read
   */
  public BasicFileAttributes attributes(String name) throws IOException {
    return handle == null
        ? Files.readAttributes(path.resolve(name), BasicFileAttributes.class, NOFOLLOW_LINKS)
        : handle
            .getFileAttributeView(Path.of(name), BasicFileAttributeView.class, NOFOLLOW_LINKS)
            .readAttributes();
  }

  /**
   * Returns the same, if there is such a name.
   *
   * @param name a name
   * @return its attributes; empty if there is no such name
   * @throws IOException if they cannot be read
   */
  public Optional<BasicFileAttributes> find(String name) throws IOException {
    try {
      return Optional.of(attributes(name));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns all names in it, in no order.
   *
   * @return the names
   * @throws IOException if they cannot be read
   */
  public List<String> names() throws IOException {
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

  /**
   * Opens a file in it.
   *
   * @param name its name
   * @param options how it is opened
   * @param attributes what it gets if it is created
   * @return to be closed by the caller
   * @throws IOException if it cannot be opened
   */
  public FileChannel file(String name, Set<OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return handle == null
        ? FileChannel.open(path.resolve(name), options, attributes)
        : (FileChannel) handle.newByteChannel(Path.of(name), options, attributes);
  }

  /**
   * Opens the directory itself, to be synced.
   *
   * @return to be closed by the caller
   * @throws IOException if it cannot be opened
   */
  public FileChannel channel() throws IOException {
    return handle == null
        ? FileChannel.open(path, READ)
        : (FileChannel) handle.newByteChannel(SELF, READ);
  }

  /**
   * Gives what root has just created in it to the owner of the directory.
   *
   * @param name the name that was created
   * @throws IOException if the owner cannot be changed
   */
  public void give(String name) throws IOException {
    if (handle == null) {
      FileOwner.inherit(path.resolve(name));
    } else {
      FileOwner.inherit(handle, Path.of(name));
    }
  }

  /**
   * Deletes a file; a link is deleted itself.
   *
   * @param name its name
   * @throws NoSuchFileException if there is no such name
   * @throws IOException if it cannot be deleted
   */
  public void deleteFile(String name) throws IOException {
    if (handle == null) {
      Files.delete(path.resolve(name));
    } else {
      handle.deleteFile(Path.of(name));
    }
  }

  /**
   * Deletes an empty directory. Does nothing if there is none; anything else, such as a link to a
   * directory, stays where it is.
   *
   * @param name its name
   * @throws IOException if it cannot be deleted
   */
  public void deleteDirectory(String name) throws IOException {
    if (find(name).filter(BasicFileAttributes::isDirectory).isEmpty()) {
      return;
    }
    if (handle == null) {
      Files.delete(path.resolve(name));
    } else {
      handle.deleteDirectory(Path.of(name));
    }
  }

  /**
   * Deletes a file, a link or an empty directory. Does nothing if there is no such name.
   *
   * @param name its name
   * @throws IOException if it cannot be deleted
   */
  public void delete(String name) throws IOException {
    Optional<BasicFileAttributes> found = find(name);
    if (found.filter(BasicFileAttributes::isDirectory).isPresent()) {
      deleteDirectory(name);
    } else if (found.isPresent()) {
      deleteFile(name);
    }
  }

  /** Closes it; what cannot be closed the system frees with the process. */
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
