package dev.coffer.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.coffer.io.OwnerOnly;
import dev.coffer.spi.FileOwner;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory that was opened once: its files are reached in it, also when a link or another
 * directory has taken its place since. Whoever may rename it could else make a process of more
 * rights write elsewhere. Where the system has no handles of directories, its files are reached by
 * its path.
 */
final class TrailFolder implements Closeable {
  private static final Path SELF = Path.of(".");
  private static final Set<Path> NO_NAMES = Set.of(SELF, Path.of(".."));
  private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ);

  private final Path path;
  private final Object identity;
  private final @Nullable SecureDirectoryStream<Path> handle;

  private TrailFolder(Path path, Object identity, @Nullable SecureDirectoryStream<Path> handle) {
    this.path = path;
    this.identity = identity;
    this.handle = handle;
  }

  /**
   * Opens a directory, and makes it and those above it when they are missing.
   *
   * @throws IOException when there is something else, such as a link to a directory
   */
  static TrailFolder make(Path directory) throws IOException {
    makeMissing(directory.toAbsolutePath());
    return open(directory);
  }

  /** What root makes in the directory of another user is that user's. */
  private static void makeMissing(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path above = directory.getParent();
    if (above != null) {
      makeMissing(above);
    }
    try {
      Files.createDirectory(directory, OwnerOnly.directory(directory));
      FileOwner.inherit(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  /**
   * Opens a directory.
   *
   * @throws IOException when there is none, or something else, such as a link to a directory
   */
  static TrailFolder open(Path directory) throws IOException {
    Path path = located(directory.toAbsolutePath());
    Object seen = identity(path, requireDirectory(path));
    TrailFolder opened = new TrailFolder(path, seen, handle(path));
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

  @SuppressWarnings("StreamResourceLeak") // closed with the folder
  private static @Nullable SecureDirectoryStream<Path> handle(Path path) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(path);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    return null;
  }

  /** A link that takes the directory's place after the look at it is followed by the system. */
  private void requireSame() throws IOException {
    BasicFileAttributes opened =
        handle == null
            ? look(path)
            : handle.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
    if (!identity.equals(identity(path, opened))) {
      throw new DamagedTrailException(path.toString(), "it was replaced while it was opened");
    }
  }

  /** The same directory, opened for another user of it. */
  @SuppressWarnings("StreamResourceLeak") // closed with the folder
  TrailFolder again() throws IOException {
    return handle == null
        ? this
        : new TrailFolder(path, identity, handle.newDirectoryStream(SELF, NOFOLLOW_LINKS));
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
      return handle == null
          ? FileChannel.open(path.resolve(name), options, attributes)
          : (FileChannel) handle.newByteChannel(Path.of(name), options, attributes);
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
    return handle == null
        ? look(path.resolve(name))
        : handle
            .getFileAttributeView(Path.of(name), BasicFileAttributeView.class, NOFOLLOW_LINKS)
            .readAttributes();
  }

  /** Tells a file from others, by whatever path they are reached. */
  Object identity(String name, BasicFileAttributes found) {
    return identity(path.resolve(name), found);
  }

  /** Gives what root has just made to the owner of the directory. */
  void give(String name) throws IOException {
    if (handle == null) {
      FileOwner.inherit(path.resolve(name));
    } else {
      FileOwner.inherit(handle, Path.of(name));
    }
  }

  /** All names, in no order. */
  List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> found =
        handle == null
            ? Files.newDirectoryStream(path)
            : handle.newDirectoryStream(SELF, NOFOLLOW_LINKS)) {
      found.forEach(file -> names.add(String.valueOf(file.getFileName())));
    }
    return names;
  }

  void delete(String name) throws IOException {
    if (handle == null) {
      Files.delete(path.resolve(name));
    } else {
      handle.deleteFile(Path.of(name));
    }
  }

  /** Opens it to be synced. */
  FileChannel channel() throws IOException {
    return handle == null
        ? FileChannel.open(path, READ)
        : (FileChannel) handle.newByteChannel(SELF, READ);
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
