package dev.coffer.delivery.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a path still refers to the database that it referred to at first, with its content
 * and its write-ahead log.
 */
final class SameFile {
  private static final String GONE =
      "its file was deleted or replaced while it was open: close the store and open it again";
  private static final String CUT =
      "its file was truncated while it was open: close the store, move the file away with those"
          + " next to it, and open the store again";

  private static final String LOG_GONE =
      "its write-ahead log was deleted or replaced while it was open: close the store, which saves"
          + " what the log has, and open it again";

  private final Path path;
  private final Path log;

  /** The identity of the file; empty if the system has none. */
  private final @Nullable Object key;

  /** Whether the file had content; a database never becomes empty again. */
  private volatile boolean filled;

  /** The connection that was checked last, and the identity of its log. */
  private long connection = -1;

  private @Nullable Object keyOfLog;

  /** The latest transaction with a check, and its result; used by one transaction at a time. */
  private long transaction = -1;

  private Optional<String> seen = Optional.empty();

  SameFile(Path path) throws IOException {
    this.path = path;
    this.log = path.resolveSibling(path.getFileName() + "-wal");
    this.key = attributes(path).fileKey();
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class);
  }

  /** Describes what is wrong with the file, and what to do; empty if nothing is. */
  Optional<String> trouble() {
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

  /** Checks the file once per transaction. */
  Optional<String> troubleIn(Database database) {
    if (database.transaction() != transaction) {
      transaction = database.transaction();
      seen = trouble().or(() -> troubleOfLog(database.connection()));
    }
    return seen;
  }

  /**
   * What is written into a log that was deleted is lost. It is there during each transaction, and
   * the same one as long as a connection is open.
   */
  private Optional<String> troubleOfLog(long current) {
    try {
      Object found = attributes(log).fileKey();
      if (current != connection) {
        connection = current;
        keyOfLog = found;
      }
      return Objects.equals(found, keyOfLog) ? Optional.empty() : Optional.of(LOG_GONE);
    } catch (IOException e) {
      return Optional.of(LOG_GONE);
    }
  }
}
