package dev.coffer.delivery.table;

import dev.coffer.FilePath;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.Intent;
import dev.coffer.event.LogListeners;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Records intended and completed changes, and notifies the listeners. */
final class RecordedChanges {
  /** The receivers of a new event. */
  private static final String TO_ALL = "SELECT id, ? FROM receivers WHERE forgotten = 0";

  private static final String TO_NOBODY =
      "INSERT INTO free(dead, seq) SELECT 0, ?"
          + " WHERE NOT EXISTS (SELECT 1 FROM receivers WHERE forgotten = 0)";
  private static final String INSERT_INTENT =
      "INSERT INTO intents(id, owner, type, paths, source) VALUES (?,?,?,?,?)";
  private static final String INSERT_EVENT =
      "INSERT INTO events(" + OutboxRows.EVENT_COLUMNS + ", seq) VALUES (?,?,?,?,?,?,?,?)";
  private static final String DELETE_INTENT = "DELETE FROM intents WHERE id = ?";
  private static final String EMPTY_INTENT =
      "UPDATE intents SET owner = 0, paths = '' WHERE id = ? AND owner = ?";
  private static final String KEEP_INTENT =
      "UPDATE intents SET owner = ?, type = ?, paths = ?, source = NULL WHERE id = ?";

  private static final long INTENTS_OF_A_PROCESS = 1L << 36;

  private final OutboxAccess file;
  private final OutboxRetention room;
  private final AtomicLong intents = new AtomicLong();
  private final LogListeners listeners = new LogListeners();
  private final List<OutboxQueue> queues = new CopyOnWriteArrayList<>();

  RecordedChanges(OutboxAccess file, OutboxRetention room) {
    this.file = file;
    this.room = room;
  }

  FileEventLog.Change begin(Intent intent) {
    NewIntent recorded = new NewIntent(intent);
    file.begin(intent, recorded::insert, recorded::remove);
    return recorded;
  }

  /** Begins to record an intent; the result waits for it. */
  Supplier<FileEventLog.Change> beginning(Intent intent) {
    NewIntent recorded = new NewIntent(intent);
    Runnable wait = file.beginning(intent, recorded::insert, recorded::remove);
    return () -> {
      wait.run();
      return recorded;
    };
  }

  /** The intent of a change of this process. */
  private final class NewIntent implements FileEventLog.Change {
    private final long owner = file.tables().owner();
    private final long id = owner * INTENTS_OF_A_PROCESS + intents.incrementAndGet();
    private final Intent intent;

    NewIntent(Intent intent) {
      this.intent = intent;
    }

    void insert(Database db) throws SQLException {
      if (db.isRepeated() && !isGone(db, id)) {
        return; // by a commit whose answer was lost
      }
      room.make(db, intent);
      boolean unused = db.change(INSERT_INTENT, row -> OutboxRows.bind(row, id, owner, intent));
    }

    void remove(Database db) throws SQLException {
      RecordedChanges.remove(db, id);
    }

    @Override
    public void end(List<FileEvent> done, List<FilePath> unknown) {
      RecordedChanges.this.end(id, done, unknown);
    }
  }

  /** Announces the state found; returns once that is on the disk. */
  void add(List<FileEvent> events) {
    List<FileEvent> recorded = new ArrayList<>();
    file.write(
        db -> {
          recorded.clear();
          append(db, events, recorded);
        },
        () -> notifyListeners(recorded));
  }

  /**
   * Replaces an intent by events; returns before that is committed. Unknown paths stay in the
   * intent, to be settled like those of processes that have ended.
   */
  void end(long intent, List<FileEvent> done, List<FilePath> unknown) {
    List<FileEvent> recorded = new ArrayList<>();
    file.defer(
        db -> {
          recorded.clear();
          if (isEnded(db, intent, done)) {
            return; // by a commit whose answer was lost
          }
          if (unknown.isEmpty()) {
            remove(db, intent);
          } else {
            keep(db, intent, unknown);
          }
          append(db, done, recorded);
        },
        () -> notifyListeners(recorded));
  }

  /**
   * Removes an intent whose paths are announced, which then no longer counts. One that its owner,
   * which only slept, has ended meanwhile is another.
   */
  void settled(long intent, long owner) {
    file.defer(
        db -> {
          PreparedStatement empty = db.statement(EMPTY_INTENT);
          empty.setLong(1, intent);
          empty.setLong(2, owner);
          if (empty.executeUpdate() > 0) {
            remove(db, intent);
          }
        },
        () -> {});
  }

  /**
   * Returns whether an intent was ended before. One that is gone by itself does not say so: another
   * process that mistook this one for dead may have settled it, and what that process found may be
   * older than what this one did.
   */
  private boolean isEnded(Database db, long intent, List<FileEvent> done) throws SQLException {
    return db.isRepeated() && isGone(db, intent) && isRecorded(db, done);
  }

  private static boolean isGone(Database db, long intent) throws SQLException {
    PreparedStatement query = db.statement("SELECT 1 FROM intents WHERE id = ?");
    query.setLong(1, intent);
    try (ResultSet row = query.executeQuery()) {
      return !row.next();
    }
  }

  private boolean isRecorded(Database db, List<FileEvent> done) throws SQLException {
    PreparedStatement query = db.statement("SELECT 1 FROM events WHERE id = ?");
    for (FileEvent event : done) {
      file.tables().columns().setId(query, 1, event.id());
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return false;
        }
      }
    }
    return true;
  }

  private static void remove(Database db, long intent) throws SQLException {
    boolean unused = db.change(DELETE_INTENT, row -> row.setLong(1, intent));
  }

  /**
   * Keeps some paths of an intent, without an owner. One that another process has settled in a
   * mistake is there again.
   */
  private static void keep(Database db, long intent, List<FilePath> paths) throws SQLException {
    PreparedStatement update = db.statement(KEEP_INTENT);
    update.setLong(1, IntentRecovery.NOBODY);
    update.setString(2, FileEvent.Type.WRITTEN.name());
    update.setString(3, OutboxRows.joined(paths));
    update.setLong(4, intent);
    if (update.executeUpdate() == 0) {
      Intent again = new Intent(FileEvent.Type.WRITTEN, paths, Optional.empty());
      boolean unused =
          db.change(
              INSERT_INTENT, row -> OutboxRows.bind(row, intent, IntentRecovery.NOBODY, again));
    }
  }

  private void append(Database db, List<FileEvent> events, List<FileEvent> recorded)
      throws SQLException {
    for (FileEvent event : events) {
      recorded.add(appendToAll(db, event));
    }
  }

  /** Adds an event for all receivers. */
  FileEvent appendToAll(Database db, FileEvent event) throws SQLException {
    FileEvent added = append(db, event, TO_ALL);
    boolean unused = db.change(TO_NOBODY, row -> row.setLong(1, added.order()));
    return added;
  }

  /** Adds an event for the receivers that a query returns for the event's number. */
  FileEvent append(Database db, FileEvent event, String receivers) throws SQLException {
    FileEvent added = file.rows().stored(event).numbered(db.next(OutboxRetention.LAST));
    boolean unused =
        db.change(
            INSERT_EVENT,
            row -> {
              file.rows().bind(row, added);
              row.setLong(8, added.order());
            });
    unused =
        db.change(
            "INSERT INTO pending(receiver, seq) " + receivers,
            row -> row.setLong(1, added.order()));
    return added;
  }

  void listen(Consumer<FileEvent> listener) {
    listeners.add(listener);
  }

  void serve(OutboxQueue queue) {
    queues.add(queue);
  }

  void remove(OutboxQueue queue) {
    queues.remove(queue);
  }

  /** Notifies the listeners and queues of committed events. */
  void notifyListeners(List<FileEvent> recorded) {
    recorded.forEach(listeners::tell);
    if (!recorded.isEmpty()) {
      news();
    }
  }

  /** Wakes the queues: there may be new events, or locks that were released. */
  void news() {
    queues.forEach(OutboxQueue::news);
  }

  void close() {
    queues.forEach(OutboxQueue::close);
  }
}
