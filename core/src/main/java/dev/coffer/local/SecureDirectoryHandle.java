package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.coffer.io.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
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
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A directory held by a file descriptor: every call names one entry relative to it, as {@code
 * openat} does.
 */
final class SecureDirectoryHandle implements DirectoryHandle {
  private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);
  private static final Path SELF = Path.of(".");
  private static final Path ABOVE = Path.of("..");

  private final SecureDirectoryStream<Path> directory;
  private final Inodes inodes;

  /**
   * The directory opened once more, to be synced, while nobody does. A thread that syncs has a
   * channel for itself, since its interrupt would close it under the others. Guarded by this.
   */
  private @Nullable FileChannel idle;

  private boolean closed;

  private SecureDirectoryHandle(SecureDirectoryStream<Path> directory, Inodes inodes) {
    this.directory = directory;
    this.inodes = inodes;
  }

  /** Opens a directory by its path; returns null if the system has no such handles. */
  @SuppressWarnings("StreamResourceLeak") // closed with the folder
  static @Nullable SecureDirectoryHandle open(Path path) throws IOException {
    Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    DirectoryStream<Path> stream = Files.newDirectoryStream(path);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return new SecureDirectoryHandle(secure, Inodes.like(key));
    }
    stream.close();
    return null;
  }

  @Override
  public @Nullable FileAttributes stat(Path name) throws IOException {
    try {
      return FileAttributes.of(view(name).readAttributes(), inodes);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private BasicFileAttributeView view(Path name) {
    return directory.getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW_LINKS);
  }

  @Override
  public FileChannel openFile(Path name) throws IOException {
    try {
      return (FileChannel) directory.newByteChannel(name, READ);
    } catch (FileSystemException e) {
      throw isOfLink(e) ? new NoSuchFileException(name.toString()) : e;
    }
  }

  @Override
  public FileChannel openToWrite(String name, Set<OpenOption> options) throws IOException {
    return (FileChannel) directory.newByteChannel(Path.of(name), options, OwnerOnly.FILE);
  }

  @Override
  public DirectoryHandle folder(Path name) throws IOException {
    // Opening anything but a directory may block (a pipe) or report its kind only in the system's
    // language.
    FileAttributes node = stat(name);
    if (node == null) {
      throw new NoSuchFileException(name.toString());
    }
    if (!node.isFolder()) {
      throw new NotDirectoryException(name.toString());
    }
    try {
      return new SecureDirectoryHandle(directory.newDirectoryStream(name, NOFOLLOW_LINKS), inodes);
    } catch (FileSystemException e) {
      throw isOfLink(e) ? new NotDirectoryException(name.toString()) : e;
    }
  }

  @Override
  public DirectoryHandle above() throws IOException {
    return new SecureDirectoryHandle(directory.newDirectoryStream(ABOVE, NOFOLLOW_LINKS), inodes);
  }

  @Override
  public @Nullable Object identity() throws IOException {
    return directory.getFileAttributeView(BasicFileAttributeView.class).readAttributes().fileKey();
  }

  /** Whether a name was swapped for a link since it was checked; the words are the JDK's own. */
  private static boolean isOfLink(FileSystemException e) {
    return String.valueOf(e.getReason()).contains("symbolic link");
  }

  @Override
  public void rename(String name, DirectoryHandle target, String targetName) throws IOException {
    directory.move(Path.of(name), ((SecureDirectoryHandle) target).directory, Path.of(targetName));
  }

  @Override
  public void deleteFile(Path name) throws IOException {
    directory.deleteFile(name);
  }

  @Override
  public void deleteFolder(Path name) throws IOException {
    directory.deleteDirectory(name);
  }

  @Override
  public void setModified(String name, long nanos) throws IOException {
    FileTime time = FileTime.from(nanos, TimeUnit.NANOSECONDS);
    view(Path.of(name)).setTimes(time, time, null);
  }

  @Override
  public PosixFileAttributeView posix(String name) {
    return directory.getFileAttributeView(
        Path.of(name), PosixFileAttributeView.class, NOFOLLOW_LINKS);
  }

  /** The bytes of names are UTF-8, and it is by their bytes that the system's paths compare. */
  @Override
  public Comparator<Path> order() {
    return Comparator.naturalOrder();
  }

  @Override
  @SuppressWarnings("StreamResourceLeak") // the caller closes it
  public DirectoryStream<Path> names() throws IOException {
    return directory.newDirectoryStream(SELF, NOFOLLOW_LINKS);
  }

  @Override
  public void sync() throws IOException {
    FileChannel channel = takeIdle();
    if (channel == null) {
      channel = (FileChannel) directory.newByteChannel(SELF, Set.of(StandardOpenOption.READ));
    }
    try {
      channel.force(true);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
    if (!keepIdle(channel)) {
      channel.close();
    }
  }

  private synchronized @Nullable FileChannel takeIdle() {
    FileChannel channel = idle;
    idle = null;
    return channel;
  }

  private synchronized boolean keepIdle(FileChannel channel) {
    if (closed || idle != null) {
      return false;
    }
    idle = channel;
    return true;
  }

  private synchronized @Nullable FileChannel end() {
    closed = true;
    return takeIdle();
  }

  @Override
  public void close() {
    FileChannel last = end();
    try {
      directory.close();
      if (last != null) {
        last.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
