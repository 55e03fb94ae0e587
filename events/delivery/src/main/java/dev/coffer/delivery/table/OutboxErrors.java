package dev.coffer.delivery.table;

import dev.coffer.ErrorContext;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Set;

/** Translates errors of SQLite into errors of a store. */
final class OutboxErrors {
  // The primary result codes of SQLite.
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READONLY = 8;
  private static final int IOERR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int NOTADB = 26;
  private static final Set<Integer> WAITING = Set.of(BUSY, LOCKED);
  private static final Set<Integer> PASSING = Set.of(BUSY, LOCKED, IOERR, FULL);
  private static final Set<Integer> DAMAGE = Set.of(CORRUPT, NOTADB);

  /** What the driver says if its native library fails, before there is any code. */
  private static final String LIBRARY = "Error opening connection";

  private OutboxErrors() {}

  /** Returns whether another process held the lock for longer than the time limit. */
  static boolean isBusy(SQLException e) {
    return WAITING.contains(code(e));
  }

  /** The extended codes of SQLite have the primary one in their lowest byte. */
  private static int code(SQLException e) {
    return e.getErrorCode() & 0xff;
  }

  static FileStoreException of(String operation, String path, String outbox, SQLException e) {
    return code(e) == FULL
        ? new StorageFullException(new ErrorContext(operation, path, outbox), hint(e), e)
        : new StorageFailureException(new ErrorContext(operation, path, outbox), hint(e), e);
  }

  /** Returns whether the file is damaged, which neither a retry nor a restart can fix. */
  static boolean isDamage(SQLException e) {
    return DAMAGE.contains(code(e));
  }

  /** Returns whether it may work later though nobody has changed the configuration. */
  static boolean mayPass(SQLException e) {
    return PASSING.contains(code(e));
  }

  /** Describes why the file or its lock file cannot be opened, and what to do. */
  static String hint(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "no permission for "
          + denied.getFile()
          + ": let this user read and write it and its directory";
    }
    return e instanceof FileSystemException failed && failed.getReason() == null
        ? failed.getClass().getSimpleName() + ": " + failed.getFile()
        : String.valueOf(e.getMessage());
  }

  /** Describes what is wrong with the outbox and what to do. */
  static String hint(SQLException e) {
    if (e.getErrorCode() == 0 && LIBRARY.equals(e.getMessage())) {
      return "the library of SQLite cannot be unpacked and loaded: make room in the directory for"
          + " temporary files, "
          + System.getProperty("java.io.tmpdir")
          + ", or name another by -Dorg.sqlite.tmpdir";
    }
    return switch (code(e)) {
      case FULL -> "the disk of the outbox is full: free some space";
      case BUSY, LOCKED -> "another process keeps the outbox locked: find it and end it";
      case READONLY -> "the outbox or its disk is read-only: make it writable";
      case CANTOPEN ->
          "the file of the outbox cannot be opened: check whether it exists, and the permissions"
              + " of the file and its directory";
      case IOERR -> "the disk of the outbox fails: " + e.getMessage();
      case CORRUPT, NOTADB ->
          "the outbox is damaged: move it away with the files next to it, and a new one is"
              + " created; its undelivered events may be recovered with sqlite3 and .recover";
      default -> String.valueOf(e.getMessage());
    };
  }
}
