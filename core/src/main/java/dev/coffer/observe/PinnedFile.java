package dev.coffer.observe;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.coffer.FileOwner;
import dev.coffer.io.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;

/** An open file of a trail that notices when another stands in its place, or none. */
final class PinnedFile {
  private static final Set<OpenOption> NEW = Set.of(CREATE_NEW, READ, WRITE, NOFOLLOW_LINKS);
  private static final Set<OpenOption> PRESENT = Set.of(READ, WRITE, NOFOLLOW_LINKS);
  private static final Set<OpenOption> READING = Set.of(READ, NOFOLLOW_LINKS);

  private final Path path;
  private final FileChannel file;
  private final Object identity;

  private PinnedFile(Path path, FileChannel file, Object identity) {
    this.path = path;
    this.file = file;
    this.identity = identity;
  }

  /**
   * Opens a file for reading and writing; makes one that its owner alone can read.
   *
   * @throws DamagedTrailException when it is no regular file
   */
  static PinnedFile open(Path path) throws IOException {
    try {
      FileChannel made = FileChannel.open(path, NEW, OwnerOnly.file(path));
      return pin(path, made, true);
    } catch (FileAlreadyExistsException e) {
      return openPresent(path, PRESENT);
    }
  }

  /**
   * Opens a file for reading.
   *
   * @throws NoSuchFileException when it is missing
   * @throws DamagedTrailException when it is no regular file
   */
  static FileChannel read(Path path) throws IOException {
    return openPresent(path, READING).file;
  }

  /** A link that takes the file's place after the look is not followed. */
  private static PinnedFile openPresent(Path path, Set<OpenOption> options) throws IOException {
    Object seen = requireRegular(path); // a pipe would keep whoever opens or reads it waiting
    PinnedFile opened = pin(path, openUnlessLink(path, options), false);
    if (!opened.identity.equals(seen)) {
      opened.close();
      throw replaced(path);
    }
    return opened;
  }

  private static FileChannel openUnlessLink(Path path, Set<OpenOption> options) throws IOException {
    try {
      return FileChannel.open(path, options);
    } catch (IOException e) {
      if (Files.isSymbolicLink(path)) {
        throw new DamagedTrailException(path.toString(), "it is a link", e);
      }
      throw e;
    }
  }

  private static PinnedFile pin(Path path, FileChannel file, boolean made) throws IOException {
    try {
      if (made) {
        FileOwner.inherit(path);
      }
      return new PinnedFile(path, file, requireRegular(path));
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  /**
   * Refuses a directory, a pipe, a device and a link.
   *
   * @return what tells the file from others
   * @throws DamagedTrailException when it is one
   */
  static Object requireRegular(Path path) throws IOException {
    BasicFileAttributes found = attributes(path);
    if (!found.isRegularFile()) {
      throw new DamagedTrailException(path.toString(), "it is no regular file");
    }
    return identity(path, found);
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
  }

  /** The path where the system has nothing better. */
  private static Object identity(Path path, BasicFileAttributes found) {
    return Objects.requireNonNullElse(found.fileKey(), path);
  }

  /**
   * Opens the same file once more.
   *
   * @throws DamagedTrailException when another stands in its place
   */
  PinnedFile again() throws IOException {
    PinnedFile opened = openPresent(path, PRESENT);
    if (!opened.identity.equals(identity)) {
      opened.close();
      throw replaced(path);
    }
    return opened;
  }

  private static DamagedTrailException replaced(Path path) {
    return new DamagedTrailException(path.toString(), "it was replaced while it was open");
  }

  /** Whether its path still leads to it. */
  boolean isInPlace() throws IOException {
    try {
      return identity.equals(identity(path, attributes(path)));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Tells it from other files, by whatever path they are reached. */
  Object identity() {
    return identity;
  }

  FileChannel file() {
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
