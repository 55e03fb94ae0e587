package dev.coffer.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.coffer.io.HeldDirectory;
import dev.coffer.io.PrivateDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A directory that was opened once: its files are reached in it, also when a link or another
 * directory has taken its place since. Whoever may rename it could else make a process of more
 * rights write elsewhere. Where the system has no handles of directories, its files are reached by
 * its path.
 */
final class TrailFolder implements Closeable {
  private static final Set<Path> NO_NAMES = Set.of(Path.of("."), Path.of(".."));

  private final Path path;
  private final Object identity;
  private final HeldDirectory directory;

  private TrailFolder(Path path, Object identity, HeldDirectory directory) {
    this.path = path;
    this.identity = identity;
    this.directory = directory;
  }

  /**
   * Opens a directory, and makes it and those above it when they are missing.
   *
   * @throws IOException when there is something else, such as a link to a directory
   */
  static TrailFolder make(Path directory) throws IOException {
    PrivateDirectory.createAll(directory);
    return open(directory);
  }

  /**
   * Opens a directory.
   *
   * @throws IOException when there is none, or something else, such as a link to a directory
   */
  static TrailFolder open(Path directory) throws IOException {
    Path path = located(directory.toAbsolutePath());
    Object seen = identity(path, requireDirectory(path));
    TrailFolder opened = new TrailFolder(path, seen, HeldDirectory.open(path));
    try {
      opened.requireSame();
      return opened;
    } catch (IOException | RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  /** Links are followed on the way to it alone. */
  private static Path located(Path directory) throws IOException {
    Path above = directory.getParent();
    Path name = directory.getFileName();
    return above == null || name == null || NO_NAMES.contains(name)
        ? directory.toRealPath()
        : above.toRealPath().resolve(name);
  }

  private static BasicFileAttributes requireDirectory(Path path) throws IOException {
    BasicFileAttributes found = look(path);
    if (found.isSymbolicLink()) {
      String hint = "it is a link: name the directory that it leads to";
      throw new FileSystemException(path.toString(), null, hint);
    }
    if (!found.isDirectory()) {
      throw new NotDirectoryException(path.toString());
    }
    return found;
  }

  private static BasicFileAttributes look(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
  }

  /** The path where the system has nothing better. */
  private static Object identity(Path path, BasicFileAttributes found) {
    return Objects.requireNonNullElse(found.fileKey(), path);
  }

  /** A link that takes the directory's place after the look at it is followed by the system. */
  private void requireSame() throws IOException {
    if (!identity.equals(identity(path, directory.attributes()))) {
      throw new DamagedTrailException(path.toString(), "it was replaced while it was opened");
    }
  }

  /** The same directory, opened for another user of it. */
  TrailFolder again() throws IOException {
    return new TrailFolder(path, identity, directory.again());
  }

  /** Whether its path still leads to it. */
  boolean isInPlace() throws IOException {
    try {
      return identity.equals(identity(path, look(path)));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  // ---- What is in it

  /** Opens a file. */
  FileChannel file(String name, Set<OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    try {
      return directory.file(name, options, attributes);
    } catch (AccessDeniedException e) {
      throw denied(name, e);
    }
  }

  /** The system's own error names the file without its directory. */
  private AccessDeniedException denied(String name, AccessDeniedException e) {
    AccessDeniedException denied = new AccessDeniedException(shown(name), null, e.getReason());
    denied.initCause(e);
    return denied;
  }

  /** What a name is, itself and not what it may link to. */
  BasicFileAttributes attributes(String name) throws IOException {
    return directory.attributes(name);
  }

  /** Tells a file from others, by whatever path they are reached. */
  Object identity(String name, BasicFileAttributes found) {
    return identity(path.resolve(name), found);
  }

  /** Gives what root has just made to the owner of the directory. */
  void give(String name) throws IOException {
    directory.give(name);
  }

  /** All names, in no order. */
  List<String> names() throws IOException {
    return directory.names();
  }

  void delete(String name) throws IOException {
    directory.deleteFile(name);
  }

  /** Opens it to be synced. */
  FileChannel channel() throws IOException {
    return directory.channel();
  }

  Path path() {
    return path;
  }

  /** A file in it, for messages. */
  String shown(String name) {
    return path.resolve(name).toString();
  }

  @Override
  public String toString() {
    return path.toString();
  }

  @Override
  public void close() {
    directory.close();
  }
}
