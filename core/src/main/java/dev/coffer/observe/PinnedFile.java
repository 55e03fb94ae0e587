package dev.coffer.observe;

import dev.coffer.FileOwner;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An open file of a trail that notices when another stands in its place, or none. */
final class PinnedFile {
  private final Path path;
  private final RandomAccessFile file;
  private final @Nullable Object key;

  private PinnedFile(Path path, RandomAccessFile file, @Nullable Object key) {
    this.path = path;
    this.file = file;
    this.key = key;
  }

  /** Opens a file for reading and writing; makes one that its owner alone can read. */
  static PinnedFile open(Path path) throws IOException {
    try {
      Files.createFile(path, privately(path, "rw-------"));
      FileOwner.inherit(path);
    } catch (FileAlreadyExistsException e) {
      requireRegular(path); // a pipe would keep whoever reads it waiting
    }
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      return new PinnedFile(path, file, key(path));
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  /**
   * Refuses a directory, a pipe, a device and a link.
   *
   * @throws DamagedTrailException when it is one
   */
  static void requireRegular(Path path) throws IOException {
    if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isRegularFile()) {
      throw new DamagedTrailException(path.toString(), "it is no regular file");
    }
  }

  /**
   * Opens the same file once more.
   *
   * @throws DamagedTrailException when another stands in its place
   */
  PinnedFile again() throws IOException {
    PinnedFile opened = open(path);
    if (!Objects.equals(opened.key, key)) {
      opened.close();
      throw new DamagedTrailException(path.toString(), "it was replaced while it was open");
    }
    return opened;
  }

  static FileAttribute<?>[] privately(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static @Nullable Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  /** Whether its path still leads to it. */
  boolean isInPlace() throws IOException {
    try {
      return Objects.equals(key, key(path));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  RandomAccessFile file() {
    return file;
  }

  /** Closes it; everything that counts is on the disk by then. */
  void close() {
    try {
      file.close();
    } catch (IOException e) {
      // The system frees it with the process.
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
