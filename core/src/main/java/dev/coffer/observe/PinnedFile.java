package dev.coffer.observe;

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
    } catch (FileAlreadyExistsException e) {
      // As it is to be.
    }
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      return new PinnedFile(path, file, key(path));
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
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
}
