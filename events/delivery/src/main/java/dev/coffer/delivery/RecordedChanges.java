package dev.coffer.delivery;

import dev.coffer.FilePath;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.Intent;
import dev.coffer.event.LogListeners;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Records intended and completed changes, and notifies the listeners. */
final class RecordedChanges {
  /** The receivers of a new event. */
  static final String TO_ALL = "SELECT id, ? FROM receivers WHERE forgotten = 0";

  private static final long INTENTS_OF_A_PROCESS = 1L << 36;

  private final OutboxFile file;
  private final OutboxRetention room;
  private final AtomicLong intents = new AtomicLong();
  private final LogListeners listeners = new LogListeners();
  private final List<OutboxQueue> queues = new CopyOnWriteArrayList<>();

  RecordedChanges(OutboxFile file, OutboxRetention room) {
    this.file = file;
    this.room = room;
  }

  FileEventLog.Change begin(Intent intent) {
    long id = file.owner() * INTENTS_OF_A_PROCESS + intents.incrementAndGet();
    file.begin(
        intent,
        db -> {
          room.make(db, intent);
          PreparedStatement insert =
              db.statement(
                  "INSERT INTO intents(id, owner, type, paths, source) VALUES (?,?,?,?,?)");
          OutboxRows.bind(insert, id, file.owner(), intent);
          insert.executeUpdate();
        });
    return (done, unknown) -> end(id, done, unknown);
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
          boolean open = unknown.isEmpty() ? remove(db, intent) : keep(db, intent, unknown);
          if (open) { // otherwise another process has settled it
            append(db, done, recorded);
          }
        },
        () -> notifyListeners(recorded));
  }

  /** Removes an intent whose paths are announced, which then no longer counts. */
  void settled(long intent) {
    file.defer(
        db -> {
          boolean unused = keep(db, intent, List.of()) && remove(db, intent);
        },
        () -> {});
  }

  private static boolean remove(Database db, long intent) throws SQLException {
    PreparedStatement delete = db.statement("DELETE FROM intents WHERE id = ?");
    delete.setLong(1, intent);
    return delete.executeUpdate() > 0;
  }

  /** Keeps some paths of an intent, without an owner. */
  private static boolean keep(Database db, long intent, List<FilePath> paths) throws SQLException {
    PreparedStatement update =
        db.statement(
            "UPDATE intents SET owner = ?, type = ?, paths = ?, source = NULL WHERE id = ?");
    update.setLong(1, IntentRecovery.NOBODY);
    update.setString(2, FileEvent.Type.WRITTEN.name());
    update.setString(3, OutboxRows.joined(paths));
    update.setLong(4, intent);
    return update.executeUpdate() > 0;
  }

  private static void append(Database db, List<FileEvent> events, List<FileEvent> recorded)
      throws SQLException {
    for (FileEvent event : events) {
      recorded.add(append(db, event, TO_ALL));
    }
  }

  /** Adds an event for the receivers that a query returns for the event's number. */
  static FileEvent append(Database db, FileEvent event, String receivers) throws SQLException {
    PreparedStatement insert =
        db.statement(
            "INSERT INTO events(" + OutboxRows.EVENT_COLUMNS + ", seq) VALUES (?,?,?,?,?,?,?,?)");
    OutboxRows.bind(insert, event);
    long order = db.next(OutboxRetention.LAST);
    insert.setLong(8, order);
    insert.executeUpdate();
    PreparedStatement pending =
        db.statement("INSERT OR IGNORE INTO pending(receiver, seq) " + receivers);
    pending.setLong(1, order);
    if (pending.executeUpdate() == 0) {
      PreparedStatement free = db.statement("INSERT INTO free VALUES (0, ?)");
      free.setLong(1, order);
      free.executeUpdate();
    }
    return event.numbered(order);
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
      queues.forEach(OutboxQueue::news);
    }
  }

  void close() {
    queues.forEach(OutboxQueue::close);
  }
}
