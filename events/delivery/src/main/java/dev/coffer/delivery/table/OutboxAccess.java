package dev.coffer.delivery.table;

import dev.coffer.ErrorContext;
import dev.coffer.StorageFailureException;
import dev.coffer.event.Intent;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and writes the tables of an outbox, for many threads at once. Errors are translated into
 * those of a store.
 *
 * <p>Where a statement is a round trip, intents have a connection of their own: a writer waits for
 * no event of others.
 */
final class OutboxAccess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.coffer.delivery.Outbox");

  private final OutboxTables tables;
  private final OutboxRows rows;

  /**
   * The parts to close, the latest first: deferred work is committed before the locks of this
   * process are released.
   */
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  private final OutboxReader reader;
  private final GroupCommit intents;
  private final GroupCommit records;
  private volatile boolean closed;

  OutboxAccess(OutboxTables tables) {
    this.tables = opened(tables);
    this.rows = new OutboxRows(tables.columns());
    try {
      Database reading = database();
      this.reader = opened(new OutboxReader(reading));
      Database writing = database();
      this.records = opened(commits(writing, tables.upkeep(), tables::begin));
      this.intents = writing.isRemote() ? opened(commits(database(), () -> {}, db -> {})) : records;
    } catch (SQLException e) {
      opened.forEach(OutboxAccess::closeQuietly);
      throw tables.failure("open", "", e);
    }
  }

  private Database database() throws SQLException {
    return new Database(tables::connect).open();
  }

  private GroupCommit commits(Database database, Runnable upkeep, GroupCommit.Work first) {
    return new GroupCommit(database, upkeep, tables.patience(), tables::isBusy, first);
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.push(part);
    return part;
  }

  private static void closeQuietly(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.debug("an outbox that could not be opened cannot be closed", e);
    }
  }

  OutboxTables tables() {
    return tables;
  }

  OutboxRows rows() {
    return rows;
  }

  /**
   * Does work for a change and returns once it is on the disk.
   *
   * @param ifUnknown what to do later if it is not known whether the work was done
   */
  void begin(Intent intent, GroupCommit.Work work, GroupCommit.Work ifUnknown) {
    ensureOpen();
    String path = path(intent);
    awaited(path, () -> intents.await(usable(path, work), true, () -> {}), ifUnknown);
  }

  /**
   * Has work for a change done by another thread.
   *
   * @return waits until it is on the disk; to be called, by any thread and as often as it likes
   */
  Runnable beginning(Intent intent, GroupCommit.Work work, GroupCommit.Work ifUnknown) {
    ensureOpen();
    String path = path(intent);
    GroupCommit.Submitted submitted = intents.submit(usable(path, work));
    return () -> awaited(path, submitted::await, ifUnknown);
  }

  private static String path(Intent intent) {
    return intent.paths().get(0).toString();
  }

  private GroupCommit.Work usable(String path, GroupCommit.Work work) {
    return db -> {
      tables.ensureUsable(db, path);
      work.run(db);
    };
  }

  private interface Wait {
    void end() throws SQLException;
  }

  private void awaited(String path, Wait wait, GroupCommit.Work ifUnknown) {
    try {
      wait.end();
    } catch (SQLException e) {
      if (intents != records) {
        defer(ifUnknown, () -> {});
      }
      throw tables.failure("announce", path, e);
    }
  }

  /** Defers work to be done soon; ignored if this is closed. */
  void defer(GroupCommit.Work work, Runnable after) {
    if (!closed) {
      records.defer(work, after);
    }
  }

  /** Does work and returns once it is committed; it is on the disk when a later change is. */
  void write(GroupCommit.Work work) {
    write(work, false, () -> {});
  }

  /** Does work, runs an action once it is on the disk, and then returns. */
  void write(GroupCommit.Work work, Runnable after) {
    write(work, true, after);
  }

  private void write(GroupCommit.Work work, boolean synced, Runnable after) {
    ensureOpen();
    try {
      records.await(work, synced, after);
    } catch (SQLException e) {
      throw tables.failure("write", "", e);
    }
  }

  /** Reads what is committed, including all work deferred before. */
  <T> List<T> read(String sql, Database.Binding binding, OutboxReader.Row<T> row) {
    ensureOpen();
    try {
      records.flush();
      return reader.list(sql, binding, row);
    } catch (SQLException e) {
      throw tables.failure("read", "", e);
    }
  }

  /**
   * Waits for the work deferred before; returns at once if a transaction for intents includes it.
   */
  void awaitRecords() throws SQLException {
    if (intents != records) {
      records.flush();
    }
  }

  void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the outbox is closed: " + this);
    }
  }

  /** Commits deferred work; a second close does nothing. */
  @Override
  public void close() {
    closed = true;
    tables.beforeClose();
    while (true) {
      AutoCloseable part;
      synchronized (this) {
        part = opened.poll();
      }
      if (part == null) {
        return;
      }
      close(part);
    }
  }

  private void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new StorageFailureException(
          new ErrorContext("close", "", toString()), e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return tables.toString();
  }
}
