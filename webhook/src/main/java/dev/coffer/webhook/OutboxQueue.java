package dev.coffer.webhook;

import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The events of one receiver in an outbox. */
final class OutboxQueue implements EventQueue {
  private static final long SETTLE_EVERY = TimeUnit.SECONDS.toNanos(2);

  private final Outbox outbox;
  private final long receiver;
  private final GroupCommit database;
  private final Reader reader;
  private ProcessLocks.@Nullable Held attending;
  private long taken;
  private long settled = System.nanoTime();
  private volatile Runnable news = () -> {};

  OutboxQueue(Outbox outbox, long receiver, GroupCommit database, Reader reader) {
    this.outbox = outbox;
    this.receiver = receiver;
    this.database = database;
    this.reader = reader;
  }

  void news() {
    news.run();
  }

  @Override
  public synchronized boolean attend() {
    if (attending == null) {
      attending = outbox.attend(receiver).orElse(null);
    }
    return attending != null;
  }

  @Override
  public List<Waiting> take(int max) {
    outbox.ensureOpen();
    settleNowAndThen();
    try {
      database.flush();
      List<Waiting> next =
          reader.list(
              "SELECT e.seq, e.id, e.type, e.path, e.source, e.size, e.etag, e.time,"
                  + " p.attempts, p.due FROM pending p JOIN events e ON e.seq = p.seq"
                  + " WHERE p.receiver = ? AND p.seq > ? AND p.dead = 0 ORDER BY p.seq LIMIT ?",
              row -> {
                row.setLong(1, receiver);
                row.setLong(2, taken);
                row.setInt(3, max);
              },
              row -> new Waiting(Rows.event(row), row.getInt(9), Rows.instant(row.getLong(10))));
      if (!next.isEmpty()) {
        taken = next.get(next.size() - 1).event().order();
      }
      return next;
    } catch (SQLException e) {
      throw outbox.failed(e);
    }
  }

  /** Processes may end at any time, and their changes must be announced by somebody. */
  private void settleNowAndThen() {
    long now = System.nanoTime();
    if (now - settled > SETTLE_EVERY) {
      settled = now;
      outbox.settleAgain();
    }
  }

  @Override
  public void acknowledge(Collection<FileEvent> events) {
    write(
        db -> {
          PreparedStatement delete =
              db.statement("DELETE FROM pending WHERE seq = ? AND receiver = ?");
          for (FileEvent event : events) {
            delete.setLong(1, event.order());
            delete.setLong(2, receiver);
            delete.executeUpdate();
          }
        });
  }

  @Override
  public void retry(Collection<FileEvent> events, int attempts, Instant due, String reason) {
    update(events, attempts, Rows.nanos(due), 0, reason);
  }

  @Override
  public void giveUp(Collection<FileEvent> events, int attempts, String reason) {
    update(events, attempts, 0, 1, reason);
  }

  private void update(
      Collection<FileEvent> events, int attempts, long due, int dead, String reason) {
    write(
        db -> {
          PreparedStatement update =
              db.statement(
                  "UPDATE pending SET attempts = ?, due = ?, dead = ?, reason = ?"
                      + " WHERE seq = ? AND receiver = ?");
          for (FileEvent event : events) {
            update.setInt(1, attempts);
            update.setLong(2, due);
            update.setInt(3, dead);
            update.setString(4, reason);
            update.setLong(5, event.order());
            update.setLong(6, receiver);
            update.executeUpdate();
          }
          PreparedStatement answer = db.statement("UPDATE receivers SET answer = ? WHERE id = ?");
          answer.setString(1, reason);
          answer.setLong(2, receiver);
          answer.executeUpdate();
        });
  }

  private void write(GroupCommit.Work work) {
    outbox.ensureOpen();
    try {
      database.await(work, false);
    } catch (SQLException e) {
      throw outbox.failed(e);
    }
  }

  @Override
  public boolean isPending(UUID id) {
    outbox.ensureOpen();
    try {
      database.flush();
      return !reader
          .list(
              "SELECT 1 FROM events e JOIN pending p ON p.seq = e.seq"
                  + " WHERE e.id = ? AND p.receiver = ? AND p.dead = 0",
              row -> {
                row.setBytes(1, Rows.bytes(id));
                row.setLong(2, receiver);
              },
              row -> 1)
          .isEmpty();
    } catch (SQLException e) {
      throw outbox.failed(e);
    }
  }

  @Override
  public void onNews(Runnable callback) {
    news = callback;
  }

  @Override
  public synchronized void close() {
    news = () -> {};
    outbox.left(this);
    if (attending != null) {
      outbox.release(attending);
      attending = null;
    }
  }
}
