package dev.coffer.webhook;

import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events of one receiver in an outbox. */
final class OutboxQueue implements EventQueue {
  private final long receiver;
  private final OutboxFile file;
  private final Receivers receivers;
  private final Settlement settlement;
  private final Consumer<OutboxQueue> whenClosed;
  private ProcessLocks.@Nullable Held attending;
  private long taken;

  /** Whether the table may say that the last attempt failed. */
  private volatile boolean failing = true;

  private volatile Runnable news = () -> {};

  OutboxQueue(
      long receiver,
      OutboxFile file,
      Receivers receivers,
      Settlement settlement,
      Consumer<OutboxQueue> whenClosed) {
    this.receiver = receiver;
    this.file = file;
    this.receivers = receivers;
    this.settlement = settlement;
    this.whenClosed = whenClosed;
  }

  void news() {
    news.run();
  }

  @Override
  public synchronized boolean attend() {
    if (attending == null) {
      attending = receivers.attend(receiver).orElse(null);
    }
    return attending != null;
  }

  @Override
  public List<Waiting> take(int max) {
    settlement.settleNowAndThen();
    List<Waiting> next =
        file.read(
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
  }

  @Override
  public void acknowledge(Collection<FileEvent> events) {
    boolean failed = failing;
    write(
        db -> {
          PreparedStatement delete =
              db.statement("DELETE FROM pending WHERE seq = ? AND receiver = ?");
          for (FileEvent event : events) {
            delete.setLong(1, event.order());
            delete.setLong(2, receiver);
            delete.executeUpdate();
          }
          if (failed) {
            answered(db, null);
          }
        });
    failing = false;
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
    failing = true;
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
          answered(db, reason);
        });
  }

  private void answered(GroupCommit db, @Nullable String reason) throws SQLException {
    PreparedStatement answer = db.statement("UPDATE receivers SET answer = ? WHERE id = ?");
    answer.setString(1, reason);
    answer.setLong(2, receiver);
    answer.executeUpdate();
  }

  private void write(GroupCommit.Work work) {
    file.write(work, false);
  }

  @Override
  public boolean isPending(UUID id) {
    return !file.read(
            "SELECT 1 FROM events e JOIN pending p ON p.seq = e.seq"
                + " WHERE e.id = ? AND p.receiver = ? AND p.dead = 0",
            row -> {
              row.setBytes(1, Rows.bytes(id));
              row.setLong(2, receiver);
            },
            row -> 1)
        .isEmpty();
  }

  @Override
  public void onNews(Runnable callback) {
    news = callback;
  }

  @Override
  public synchronized void close() {
    news = () -> {};
    whenClosed.accept(this);
    if (attending != null) {
      file.release(attending);
      attending = null;
    }
  }
}
