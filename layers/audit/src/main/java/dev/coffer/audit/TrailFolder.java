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
 * A directory that was opened once: its files are accessed in it even if a link or another
 * directory has replaced it since. Otherwise anyone who may rename it could make a more privileged
 * process write elsewhere. On systems without directory handles its files are accessed by path.
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
   * Opens a directory; creates it and its parents if they are missing.
   *
   * @throws IOException if there is something else, such as a link to a directory
   */
  static TrailFolder make(Path directory) throws IOException {
    PrivateDirectory.createAll(directory);
    return open(directory);
  }

  /**
   * Opens a directory.
   *
   * @throws IOException if there is none, or something else, such as a link to a directory
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

  /** Returns the location; links are followed in its parents only. */
  private static Path located(Path directory) throws IOException {
    Path above = directory.getParent();
    Path name = directory.getFileName();
    return above == null || name == null || NO_NAMES.contains(name)
        ? directory.toRealPath()
        : above.toRealPath().resolve(name);
  }

  private static BasicFileAttributes requireDirectory(Path path) throws IOException {
    BasicFileAttributes found = readAttributes(path);
    if (found.isSymbolicLink()) {
      String hint = "it is a link: use the directory that it refers to";
      throw new FileSystemException(path.toString(), null, hint);
    }
    if (!found.isDirectory()) {
      throw new NotDirectoryException(path.toString());
    }
    return found;
  }

  private static BasicFileAttributes readAttributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
  }

  /** Returns the identity of a directory: its path if the system has nothing better. */
  private static Object identity(Path path, BasicFileAttributes found) {
    return Objects.requireNonNullElse(found.fileKey(), path);
  }

  /**
   * Throws if the directory was replaced after the check: the system would follow a link in its
   * place.
   */
  private void requireSame() throws IOException {
    if (!identity.equals(identity(path, directory.attributes()))) {
      throw new DamagedTrailException(path.toString(), "it was replaced while it was opened");
    }
  }

  /** Returns the same directory, opened for another user. */
  TrailFolder reopen() throws IOException {
    return new TrailFolder(path, identity, directory.again());
  }

  /** Returns whether its path still refers to it. */
  boolean isInPlace() throws IOException {
    try {
      return identity.equals(identity(path, readAttributes(path)));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  // ---- Its files

  /** Opens a file. */
  FileChannel file(String name, Set<OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    try {
      return directory.file(name, options, attributes);
    } catch (AccessDeniedException e) {
      throw denied(name, e);
    }
  }

  /** The system's own error contains the name without the directory. */
  private AccessDeniedException denied(String name, AccessDeniedException e) {
    AccessDeniedException denied = new AccessDeniedException(shown(name), null, e.getReason());
    denied.initCause(e);
    return denied;
  }

  /** Returns the attributes of a name itself, not of the target of a link. */
  BasicFileAttributes attributes(String name) throws IOException {
    return directory.attributes(name);
  }

  /** Returns the identity of a file, by whatever path it is reached. */
  Object identity(String name, BasicFileAttributes found) {
    return identity(path.resolve(name), found);
  }

  /** Changes the owner of a file that root has just created to that of the directory. */
  void chown(String name) throws IOException {
    directory.give(name);
  }

  /** Returns all names, in no order. */
  List<String> names() throws IOException {
    return directory.names();
  }

  void delete(String name) throws IOException {
    directory.deleteFile(name);
  }

  /** Opens the directory to sync it. */
  FileChannel channel() throws IOException {
    return directory.channel();
  }

  Path path() {
    return path;
  }

  /** Returns the location of a file in it, for messages. */
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
