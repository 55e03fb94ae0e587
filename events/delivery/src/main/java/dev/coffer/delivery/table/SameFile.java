package dev.coffer.delivery.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a path still refers to the database that it referred to at first, with its
 * content, its write-ahead log, and the index of that log, which the processes share.
 */
final class SameFile {
  private static final String GONE =
      "its file was deleted or replaced while it was open: close the store and open it again";
  private static final String CUT =
      "its file was truncated while it was open: close the store, move the file away with those"
          + " next to it, and open the store again";
  private static final String LOG_GONE =
      "its write-ahead log was deleted or replaced while it was open: close the store before"
          + " another process opens it, which saves what the log has, and open it again";
  static final String UNSAFE =
      "its write-ahead log was truncated, or the index of it deleted or replaced, while it was"
          + " open: end this process, and all others that use it, and start them again";

  private final Path path;
  private final Path log;
  private final Path index;

  /** The identity of the file; empty if the system has none. */
  private final @Nullable Object key;

  /** Whether the file had content; a database never becomes empty again. */
  private volatile boolean filled;

  /** The connection that was checked last, and what its log and the index were like. */
  private long connection = -1;

  private @Nullable Object keyOfLog;
  private long sizeOfLog;
  private @Nullable Object keyOfIndex;

  /** What the check at the beginning of the current transaction has found. */
  private Optional<String> seen = Optional.empty();

  private volatile boolean unsafe;

  SameFile(Path path) throws IOException {
    this.path = path;
    this.log = path.resolveSibling(path.getFileName() + "-wal");
    this.index = path.resolveSibling(path.getFileName() + "-shm");
    this.key = attributes(path).fileKey();
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class);
  }

  /** Describes what is wrong with the file, and what to do; empty if nothing is. */
  Optional<String> trouble() {
    if (unsafe) {
      return Optional.of(UNSAFE);
    }
    try {
      BasicFileAttributes found = attributes(path);
      boolean empty = found.size() == 0;
      filled |= !empty;
      if (!Objects.equals(found.fileKey(), key)) {
        return Optional.of(GONE);
      }
      return filled && empty ? Optional.of(CUT) : Optional.empty();
    } catch (IOException e) {
      return Optional.of(GONE);
    }
  }

  /** Checks the files at the beginning of a transaction that writes. */
  synchronized void check(Database database) {
    long current = database.connection();
    if (current != connection) {
      connection = current;
      keyOfLog = key(log);
      keyOfIndex = key(index);
      sizeOfLog = 0;
    }
    seen = trouble().or(this::troubleOfLog);
  }

  /** Returns what the check of the current transaction has found. */
  Optional<String> seen() {
    return seen;
  }

  /**
   * What is written into a log that was deleted is lost. It is there during each transaction, the
   * same one as long as a connection is open, and no process truncates it. What is written into it
   * by another index than that of the other processes destroys what they write.
   */
  private Optional<String> troubleOfLog() {
    try {
      BasicFileAttributes found = attributes(log);
      if (!Objects.equals(found.fileKey(), keyOfLog)) {
        return Optional.of(LOG_GONE);
      }
      unsafe |= found.size() < sizeOfLog || !Objects.equals(key(index), keyOfIndex);
      sizeOfLog = found.size();
      return unsafe ? Optional.of(UNSAFE) : Optional.empty();
    } catch (IOException e) {
      return Optional.of(LOG_GONE);
    }
  }

  private static @Nullable Object key(Path file) {
    try {
      return attributes(file).fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * Returns whether nothing may be written any more, not even by the checkpoint of the last
   * connection, as far as a check has shown.
   */
  boolean isUnsafe() {
    return unsafe;
  }

  /** Checks now, outside of a transaction. */
  synchronized boolean isUnsafeNow() {
    if (connection >= 0) {
      Optional<String> unused = troubleOfLog();
    }
    return unsafe;
  }

  /** Returns the identity of the file; empty if the system has none. */
  Optional<Object> key() {
    return Optional.ofNullable(key);
  }
}
