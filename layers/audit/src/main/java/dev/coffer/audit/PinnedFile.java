package dev.coffer.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.coffer.io.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** An open file of a trail that detects when it was replaced or removed. */
final class PinnedFile {
  private static final Set<OpenOption> NEW = Set.of(CREATE_NEW, READ, WRITE, NOFOLLOW_LINKS);
  private static final Set<OpenOption> PRESENT = Set.of(READ, WRITE, NOFOLLOW_LINKS);
  private static final Set<OpenOption> READING = Set.of(READ, NOFOLLOW_LINKS);

  private final TrailFolder folder;
  private final String name;
  private final FileChannel file;
  private final Object identity;

  private PinnedFile(TrailFolder folder, String name, FileChannel file, Object identity) {
    this.folder = folder;
    this.name = name;
    this.file = file;
    this.identity = identity;
  }

  /**
   * Opens a file for reading and writing; creates it, readable for its owner only, if it does not
   * exist.
   *
   * @throws DamagedTrailException if it is not a regular file
   */
  static PinnedFile open(TrailFolder folder, String name) throws IOException {
    try {
      FileChannel made = folder.file(name, NEW, OwnerOnly.file(folder.path()));
      return pin(folder, name, made, true);
    } catch (FileAlreadyExistsException e) {
      return openPresent(folder, name, PRESENT);
    }
  }

  /**
   * Opens a file for reading.
   *
   * @throws NoSuchFileException if it is missing
   * @throws DamagedTrailException if it is not a regular file
   */
  static FileChannel read(TrailFolder folder, String name) throws IOException {
    return openPresent(folder, name, READING).file;
  }

  /** A link that replaces the file after the check is not followed. */
  private static PinnedFile openPresent(TrailFolder folder, String name, Set<OpenOption> options)
      throws IOException {
    // Opening or reading a pipe would block.
    Object seen = requireRegular(folder, name);
    PinnedFile opened = pin(folder, name, openUnlessLink(folder, name, options), false);
    if (!opened.identity.equals(seen)) {
      opened.close();
      throw opened.replaced();
    }
    return opened;
  }

  private static FileChannel openUnlessLink(
      TrailFolder folder, String name, Set<OpenOption> options) throws IOException {
    try {
      return folder.file(name, options);
    } catch (IOException e) {
      if (folder.attributes(name).isSymbolicLink()) {
        throw new DamagedTrailException(folder.shown(name), "it is a link", e);
      }
      throw e;
    }
  }

  private static PinnedFile pin(TrailFolder folder, String name, FileChannel file, boolean made)
      throws IOException {
    try {
      if (made) {
        folder.chown(name);
      }
      return new PinnedFile(folder, name, file, requireRegular(folder, name));
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  /**
   * Throws for a directory, a pipe, a device or a link.
   *
   * @return the identity of the file
   * @throws DamagedTrailException if it is one
   */
  static Object requireRegular(TrailFolder folder, String name) throws IOException {
    BasicFileAttributes found = folder.attributes(name);
    if (!found.isRegularFile()) {
      throw new DamagedTrailException(folder.shown(name), "it is not a regular file");
    }
    return folder.identity(name, found);
  }

  /**
   * Opens the same file once more.
   *
   * @throws DamagedTrailException if it was replaced
   */
  PinnedFile reopen() throws IOException {
    PinnedFile opened = openPresent(folder, name, PRESENT);
    if (!opened.identity.equals(identity)) {
      opened.close();
      throw replaced();
    }
    return opened;
  }

  private DamagedTrailException replaced() {
    return new DamagedTrailException(toString(), "it was replaced while it was open");
  }

  /** Returns whether its name still refers to it. */
  boolean isInPlace() throws IOException {
    try {
      return identity.equals(folder.identity(name, folder.attributes(name)));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Returns its identity, by whatever path it is reached. */
  Object identity() {
    return identity;
  }

  FileChannel file() {
    return file;
  }

  /** Closes the file; everything that matters is on the disk by then. */
  void close() {
    try {
      file.close();
    } catch (IOException e) {
      // The system closes it with the process.
    }
  }

  @Override
  public String toString() {
    return folder.shown(name);
  }
}
