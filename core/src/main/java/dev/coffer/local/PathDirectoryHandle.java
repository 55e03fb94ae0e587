package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.coffer.FilePath;
import dev.coffer.io.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A directory known by its path, for systems without handles of directories. Before each call the
 * directories from the root down to it are checked for links; one that is swapped for a link in the
 * middle of the call is not noticed.
 */
final class PathDirectoryHandle implements DirectoryHandle {
  private final @Nullable PathDirectoryHandle parent;
  private final Path path;
  private final Inodes inodes;
  private final FileAttribute<?>[] privateFile;

  private PathDirectoryHandle(@Nullable PathDirectoryHandle parent, Path path, Inodes inodes) {
    this.parent = parent;
    this.path = path;
    this.inodes = inodes;
    this.privateFile = OwnerOnly.file(path);
  }

  static PathDirectoryHandle open(Path path) throws IOException {
    Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    PathDirectoryHandle folder = new PathDirectoryHandle(null, path, Inodes.like(key));
    folder.check();
    return folder;
  }

  private void check() throws IOException {
    for (PathDirectoryHandle at = this; at != null; at = at.parent) {
      if (!FileAttributes.read(at.path).isDirectory()) {
        throw new NotDirectoryException(at.path.toString());
      }
    }
  }

  /** A call of the system for a path. */
  private interface Call<T> {
    T run(Path path) throws IOException;
  }

  /** Makes a call for a name in the directory. */
  private <T> T at(Path name, Call<T> call) throws IOException {
    return here(() -> call.run(path.resolve(name)));
  }

  /**
   * Makes a call in the directory. When the directory is deleted, or a file takes its place, before
   * the call or during it, there is no such name in it, whatever the system says: so it is with a
   * handle.
   */
  private <T> T here(FileWork.OnDisk<T> call) throws IOException {
    try {
      check();
      return call.run();
    } catch (NoSuchFileException e) {
      throw e;
    } catch (FileSystemException e) {
      if (isThere()) {
        throw e;
      }
      throw (NoSuchFileException) new NoSuchFileException(path.toString()).initCause(e);
    }
  }

  private boolean isThere() throws IOException {
    try {
      check();
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (FileSystemException e) {
      return !LocalErrors.isNotDirectory(e);
    }
  }

  @Override
  public @Nullable FileAttributes stat(Path name) throws IOException {
    try {
      return FileAttributes.of(at(name, FileAttributes::read), inodes);
    } catch (NoSuchFileException e) {
      return null;
    } catch (FileSystemException e) {
      if (LocalErrors.isNotDirectory(e)) {
        return null; // the directory was gone for a moment
      }
      throw e;
    }
  }

  @Override
  public FileChannel openFile(Path name) throws IOException {
    return at(name, file -> FileChannel.open(file, StandardOpenOption.READ, NOFOLLOW_LINKS));
  }

  @Override
  public FileChannel openToWrite(String name, Set<OpenOption> options) throws IOException {
    return at(Path.of(name), file -> FileChannel.open(file, options, privateFile));
  }

  @Override
  public DirectoryHandle folder(Path name) throws IOException {
    PathDirectoryHandle folder = new PathDirectoryHandle(this, path.resolve(name), inodes);
    folder.check();
    return folder;
  }

  @Override
  public DirectoryHandle above() throws IOException {
    if (parent == null) {
      throw new NoSuchFileException(path.toString());
    }
    return parent;
  }

  @Override
  public @Nullable Object identity() throws IOException {
    return FileAttributes.read(path).fileKey();
  }

  @Override
  public void rename(String name, DirectoryHandle target, String targetName) throws IOException {
    PathDirectoryHandle to = (PathDirectoryHandle) target;
    at(
        Path.of(name),
        from ->
            to.at(
                Path.of(targetName),
                path -> Files.move(from, path, StandardCopyOption.ATOMIC_MOVE)));
  }

  @Override
  public void deleteFile(Path name) throws IOException {
    at(
        name,
        file -> {
          if (FileAttributes.read(file).isDirectory()) {
            throw new FileSystemException(file.toString(), null, "Is a directory");
          }
          return delete(file);
        });
  }

  @Override
  public void deleteFolder(Path name) throws IOException {
    at(
        name,
        folder -> {
          if (!FileAttributes.read(folder).isDirectory()) {
            throw new NotDirectoryException(folder.toString());
          }
          return deleteNoFile(folder);
        });
  }

  /**
   * Deletes a directory, and never a file that has taken its place since it was checked: the JDK
   * deletes whatever it finds, but a path that leads through the name itself finds a directory
   * alone.
   */
  static boolean deleteNoFile(Path folder) throws IOException {
    return delete(folder.resolve("..").resolve(folder.getFileName()));
  }

  private static boolean delete(Path path) throws IOException {
    Files.delete(path);
    return true;
  }

  @Override
  public void setModified(String name, long nanos) throws IOException {
    FileTime time = FileTime.from(nanos, TimeUnit.NANOSECONDS);
    at(
        Path.of(name),
        file -> {
          Files.getFileAttributeView(file, BasicFileAttributeView.class, NOFOLLOW_LINKS)
              .setTimes(time, time, null);
          return file;
        });
  }

  @Override
  public PosixFileAttributeView posix(String name) throws IOException {
    return at(
        Path.of(name),
        file -> Files.getFileAttributeView(file, PosixFileAttributeView.class, NOFOLLOW_LINKS));
  }

  @Override
  public Comparator<Path> order() {
    return Comparator.comparing(Path::toString, FilePath::compareUtf8);
  }

  @Override
  @SuppressWarnings("StreamResourceLeak") // the caller closes it
  public DirectoryStream<Path> names() throws IOException {
    return here(() -> Files.newDirectoryStream(path));
  }

  /**
   * Opens the directory to sync it; where the system cannot open one (Windows) it needs no sync.
   */
  @Override
  public void sync() throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      check();
      return;
    }
    try (FileChannel channel = here(() -> FileChannel.open(path, StandardOpenOption.READ))) {
      channel.force(true);
    }
  }

  @Override
  public void close() {}
}
