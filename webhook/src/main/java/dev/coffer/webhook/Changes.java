package dev.coffer.webhook;

import dev.coffer.event.EventLog;
import dev.coffer.event.FileEvent;
import dev.coffer.event.Intent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Notes what is about to be done and what was done, and tells who listens. */
final class Changes {
  /** The receivers of an event that is told for the first time. */
  static final String TO_ALL = "SELECT ?, id FROM receivers";

  /** The number of the latest event, also when that is not known any more. */
  private static final String LAST = "SELECT seq FROM sqlite_sequence WHERE name = 'events'";

  private static final long INTENTS_OF_A_PROCESS = 1L << 36;

  private final OutboxFile file;
  private final Room room;
  private final AtomicLong intents = new AtomicLong();
  private final List<Consumer<FileEvent>> listeners = new CopyOnWriteArrayList<>();
  private final List<OutboxQueue> queues = new CopyOnWriteArrayList<>();

  Changes(OutboxFile file, Room room) {
    this.file = file;
    this.room = room;
  }

  EventLog.Change begin(Intent intent) {
    long id = file.owner() * INTENTS_OF_A_PROCESS + intents.incrementAndGet();
    file.begin(
        intent,
        db -> {
          room.make(db, intent);
          PreparedStatement insert =
              db.statement(
                  "INSERT INTO intents(id, owner, type, paths, source) VALUES (?,?,?,?,?)");
          Rows.bind(insert, id, file.owner(), intent);
          insert.executeUpdate();
        });
    return events -> end(id, events);
  }

  /** Puts events in the place of an intent; returns before that is committed. */
  void end(long intent, List<FileEvent> events) {
    List<FileEvent> recorded = new ArrayList<>();
    file.leave(db -> end(db, intent, events, recorded), () -> tell(recorded));
  }

  private static void end(
      GroupCommit db, long intent, List<FileEvent> events, List<FileEvent> recorded)
      throws SQLException {
    recorded.clear();
    PreparedStatement delete = db.statement("DELETE FROM intents WHERE id = ?");
    delete.setLong(1, intent);
    if (delete.executeUpdate() == 0) {
      return; // another process has settled it
    }
    for (FileEvent event : events) {
      recorded.add(append(db, event, TO_ALL));
    }
  }

  /** Adds an event for the receivers that a query gives with the event's number. */
  static FileEvent append(GroupCommit db, FileEvent event, String receivers) throws SQLException {
    PreparedStatement insert =
        db.statement(
            "INSERT INTO events(" + Rows.EVENT_COLUMNS + ", seq) VALUES (?,?,?,?,?,?,?,?)");
    Rows.bind(insert, event);
    long order = db.next(LAST);
    insert.setLong(8, order);
    insert.executeUpdate();
    PreparedStatement pending =
        db.statement("INSERT OR IGNORE INTO pending(seq, receiver) " + receivers);
    pending.setLong(1, order);
    pending.executeUpdate();
    return event.numbered(order);
  }

  void listen(Consumer<FileEvent> listener) {
    listeners.add(listener);
  }

  void serve(OutboxQueue queue) {
    queues.add(queue);
  }

  void left(OutboxQueue queue) {
    queues.remove(queue);
  }

  /** Tells of events that are committed. */
  void tell(List<FileEvent> recorded) {
    for (FileEvent event : recorded) {
      listeners.forEach(listener -> listener.accept(event));
    }
    if (!recorded.isEmpty()) {
      queues.forEach(OutboxQueue::news);
    }
  }

  void close() {
    queues.forEach(OutboxQueue::close);
  }
}
