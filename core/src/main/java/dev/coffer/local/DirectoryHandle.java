package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open directory. A name in it is reached without following a link, and on systems that can
 * (Linux) also if the directory itself is moved away and replaced by a link: the handle stays on
 * the directory.
 *
 * <p>A name is a {@link Path} of one element where it comes from the system, since its bytes need
 * not be text, and a string where it comes from a path of the store.
 */
interface DirectoryHandle extends Closeable {
  /** Options of {@link #openToWrite} for a file that must not be there. */
  Set<OpenOption> CREATE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, NOFOLLOW_LINKS);

  /** The same for one that may be there, and is also read. */
  Set<OpenOption> OPEN_OR_CREATE =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          NOFOLLOW_LINKS);

  /** The attributes of a name, of a link its own; null if the name does not exist. */
  @Nullable FileAttributes stat(Path name) throws IOException;

  /** As {@link #stat(Path)}. */
  default @Nullable FileAttributes stat(String name) throws IOException {
    return stat(Path.of(name));
  }

  /** Opens a file for reading. */
  FileChannel openFile(Path name) throws IOException;

  /** Opens a file for writing; one that it creates nobody but this process's user may read. */
  FileChannel openToWrite(String name, Set<OpenOption> options) throws IOException;

  /** Opens a directory in this one; a link is refused. */
  DirectoryHandle folder(Path name) throws IOException;

  /** As {@link #folder(Path)}. */
  default DirectoryHandle folder(String name) throws IOException {
    return folder(Path.of(name));
  }

  /** Opens the directory that now contains this one. */
  DirectoryHandle above() throws IOException;

  /** The {@link FileAttributes#identity()} of this directory, wherever it is now. */
  @Nullable Object identity() throws IOException;

  /**
   * Renames a file or directory of this one in one step, replacing what is there as the system
   * does.
   */
  void rename(String name, DirectoryHandle target, String targetName) throws IOException;

  /** Deletes what is no directory. */
  void deleteFile(Path name) throws IOException;

  /** As {@link #deleteFile(Path)}. */
  default void deleteFile(String name) throws IOException {
    deleteFile(Path.of(name));
  }

  /** Deletes a directory that is empty. */
  void deleteFolder(Path name) throws IOException;

  /** As {@link #deleteFolder(Path)}. */
  default void deleteFolder(String name) throws IOException {
    deleteFolder(Path.of(name));
  }

  /** Sets a file's time of modification, at least to the microsecond. */
  void setModified(String name, long nanos) throws IOException;

  /** Owner and permissions of a file or directory; a link is not followed. */
  PosixFileAttributeView posix(String name) throws IOException;

  /** Gives a file or directory to a user and group. */
  default void setOwner(String name, DirectoryOwner owner) throws IOException {
    owner.take(posix(name));
  }

  /** The names in it, in no order; the last element of each path. */
  DirectoryStream<Path> names() throws IOException;

  /** Takes a name of one element. */
  @FunctionalInterface
  interface NameVisitor {
    void visit(Path name) throws IOException;
  }

  /** Passes on each name in it, in no order. */
  default void eachName(NameVisitor visitor) throws IOException {
    try (DirectoryStream<Path> names = names()) {
      for (Path name : names) {
        visitor.visit(name.getFileName());
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** Orders names by their UTF-8 bytes. */
  Comparator<Path> order();

  /** Brings the names in it to the disk. */
  void sync() throws IOException;

  @Override
  void close();
}
