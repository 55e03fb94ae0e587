package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.coffer.FilePath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A directory known by its path, for systems without handles of directories. Before each call the
 * directories from the root down to it are looked at for links; one that is swapped for a link in
 * the middle of the call is not noticed.
 */
final class PathFolder implements Folder {
  private final @Nullable PathFolder parent;
  private final Path path;
  private final Inodes inodes;
  private final FileAttribute<?>[] privateFile;

  private PathFolder(@Nullable PathFolder parent, Path path, Inodes inodes) {
    this.parent = parent;
    this.path = path;
    this.inodes = inodes;
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    this.privateFile =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
  }

  static PathFolder open(Path path) throws IOException {
    Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    PathFolder folder = new PathFolder(null, path, Inodes.like(key));
    folder.check();
    return folder;
  }

  private void check() throws IOException {
    for (PathFolder at = this; at != null; at = at.parent) {
      if (!at.attributes().isDirectory()) {
        throw new NotDirectoryException(at.path.toString());
      }
    }
  }

  private BasicFileAttributes attributes() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
  }

  private Path at(String name) throws IOException {
    return at(Path.of(name));
  }

  private Path at(Path name) throws IOException {
    check();
    return path.resolve(name);
  }

  @Override
  public @Nullable Node stat(Path name) throws IOException {
    try {
      return Node.of(
          Files.readAttributes(at(name), BasicFileAttributes.class, NOFOLLOW_LINKS), inodes);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  @Override
  public FileChannel openFile(Path name) throws IOException {
    return FileChannel.open(at(name), StandardOpenOption.READ, NOFOLLOW_LINKS);
  }

  @Override
  public FileChannel create(String name) throws IOException {
    return FileChannel.open(
        at(name),
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, NOFOLLOW_LINKS),
        privateFile);
  }

  @Override
  public Folder folder(Path name) throws IOException {
    PathFolder folder = new PathFolder(this, path.resolve(name), inodes);
    folder.check();
    return folder;
  }

  @Override
  public Folder above() throws IOException {
    if (parent == null) {
      throw new NoSuchFileException(path.toString());
    }
    return parent;
  }

  @Override
  public @Nullable Object identity() throws IOException {
    return attributes().fileKey();
  }

  @Override
  public void rename(String name, Folder target, String targetName) throws IOException {
    Files.move(at(name), ((PathFolder) target).at(targetName), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void deleteFile(Path name) throws IOException {
    Path file = at(name);
    if (Files.isDirectory(file, NOFOLLOW_LINKS)) {
      throw new FileSystemException(file.toString(), null, "Is a directory");
    }
    Files.delete(file);
  }

  @Override
  public void deleteFolder(Path name) throws IOException {
    Path folder = at(name);
    if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
      throw Files.exists(folder, NOFOLLOW_LINKS)
          ? new NotDirectoryException(folder.toString())
          : new NoSuchFileException(folder.toString());
    }
    Files.delete(folder);
  }

  @Override
  public void setModified(String name, long nanos) throws IOException {
    FileTime time = FileTime.from(nanos, TimeUnit.NANOSECONDS);
    Files.getFileAttributeView(at(name), BasicFileAttributeView.class, NOFOLLOW_LINKS)
        .setTimes(time, time, null);
  }

  @Override
  public void setOwner(String name, Owner owner) throws IOException {
    owner.take(Files.getFileAttributeView(at(name), PosixFileAttributeView.class, NOFOLLOW_LINKS));
  }

  @Override
  public Comparator<Path> order() {
    return Comparator.comparing(Path::toString, FilePath::compareUtf8);
  }

  @Override
  @SuppressWarnings("StreamResourceLeak") // the caller closes it
  public DirectoryStream<Path> names() throws IOException {
    check();
    return Files.newDirectoryStream(path);
  }

  /**
   * Opens the directory to sync it; where the system cannot open one (Windows) it needs no sync.
   */
  @Override
  public void sync() throws IOException {
    check();
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public void close() {}
}
