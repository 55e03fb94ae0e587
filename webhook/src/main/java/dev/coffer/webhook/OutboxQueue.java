package dev.coffer.webhook;

import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
                + " p.attempts, p.due, p.since FROM pending p JOIN events e ON e.seq = p.seq"
                + " WHERE p.receiver = ? AND p.seq > ? AND p.dead = 0 ORDER BY p.seq LIMIT ?",
            row -> {
              row.setLong(1, receiver);
              row.setLong(2, taken);
              row.setInt(3, max);
            },
            OutboxQueue::waiting);
    if (!next.isEmpty()) {
      taken = next.get(next.size() - 1).event().order();
    }
    return next;
  }

  private static Waiting waiting(ResultSet row) throws SQLException {
    long since = row.getLong(11);
    return new Waiting(
        Rows.event(row),
        row.getInt(9),
        Rows.instant(row.getLong(10)),
        since == 0 ? Optional.empty() : Optional.of(Rows.instant(since)));
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
  public void retry(Collection<Waiting> failed, String reason) {
    update(failed, 0, reason);
  }

  @Override
  public void giveUp(Collection<Waiting> failed, String reason) {
    update(failed, 1, reason);
  }

  private void update(Collection<Waiting> failed, int dead, String reason) {
    failing = true;
    write(
        db -> {
          PreparedStatement update =
              db.statement(
                  "UPDATE pending SET attempts = ?, due = ?, since = ?, dead = ?, reason = ?"
                      + " WHERE seq = ? AND receiver = ?");
          for (Waiting each : failed) {
            update.setInt(1, each.attempts());
            update.setLong(2, Rows.nanos(each.due()));
            update.setLong(3, each.since().map(Rows::nanos).orElse(0L));
            update.setInt(4, dead);
            update.setString(5, reason);
            update.setLong(6, each.event().order());
            update.setLong(7, receiver);
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
