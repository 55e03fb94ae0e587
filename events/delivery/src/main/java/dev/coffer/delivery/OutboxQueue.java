package dev.coffer.delivery;

import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events of one receiver in an outbox. */
final class OutboxQueue implements EventQueue {
  static final String NEXT =
      "SELECT e.seq, e.id, e.type, e.path, e.source, e.size, e.etag, e.time,"
          + " p.attempts, p.due, p.since FROM pending p JOIN events e ON e.seq = p.seq"
          + " WHERE p.receiver = ? AND p.seq > ? ORDER BY p.seq LIMIT ?";

  /** Searches only the newest events: a caller waits for the event now. */
  static final String IS_PENDING =
      "SELECT 1 FROM (SELECT seq FROM pending WHERE receiver = ? ORDER BY seq DESC LIMIT 10000) p"
          + " JOIN events e ON e.seq = p.seq WHERE e.id = ? LIMIT 1";

  static final String RETRY =
      "UPDATE pending SET attempts = ?, due = ?, since = ? WHERE receiver = ? AND seq = ?";
  static final String GIVE_UP =
      "INSERT INTO letters(seq, receiver, attempts, reason) SELECT seq, receiver, ?, ?"
          + " FROM pending WHERE receiver = ? AND seq = ?";

  private final long receiver;
  private final OutboxFile file;
  private final Receivers receivers;
  private final Consumer<OutboxQueue> whenClosed;
  private final ReentrantLock lock = new ReentrantLock();
  private ProcessLocks.@Nullable Held attending;
  private ProcessLocks.@Nullable Held hurrying;
  private boolean closed;
  private long taken;

  /** Whether the table may contain a failure of the last attempt. */
  private volatile boolean failing = true;

  private volatile Runnable news = () -> {};

  OutboxQueue(
      long receiver, OutboxFile file, Receivers receivers, Consumer<OutboxQueue> whenClosed) {
    this.receiver = receiver;
    this.file = file;
    this.receivers = receivers;
    this.whenClosed = whenClosed;
  }

  void news() {
    news.run();
  }

  @Override
  public boolean attend() {
    lock.lock();
    try {
      if (attending == null) {
        attending = receivers.attend(receiver).orElse(null);
      }
      return attending != null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Waiting> take(int max) {
    List<Waiting> next =
        file.read(
            NEXT,
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
        OutboxRows.event(row),
        row.getInt(9),
        OutboxRows.instant(row.getLong(10)),
        since == 0 ? Optional.empty() : Optional.of(OutboxRows.instant(since)));
  }

  @Override
  public void acknowledge(Collection<FileEvent> events) {
    boolean failed = failing;
    write(
        db -> {
          Acknowledgements.end(db, receiver, events);
          if (failed) {
            recordAnswer(db, null);
          }
        });
    failing = false;
  }

  @Override
  public void retry(Collection<Waiting> failed, String reason) {
    failing = true;
    write(
        db -> {
          PreparedStatement update = db.statement(RETRY);
          for (Waiting each : failed) {
            update.setInt(1, each.attempts());
            update.setLong(2, OutboxRows.nanos(each.due()));
            update.setLong(3, each.since().map(OutboxRows::nanos).orElse(0L));
            update.setLong(4, receiver);
            update.setLong(5, each.event().order());
            update.executeUpdate();
          }
          recordAnswer(db, reason);
        });
  }

  @Override
  public void giveUp(Collection<Waiting> failed, String reason) {
    failing = true;
    write(
        db -> {
          PreparedStatement letter = db.statement(GIVE_UP);
          for (Waiting each : failed) {
            letter.setInt(1, each.attempts());
            letter.setString(2, reason);
            letter.setLong(3, receiver);
            letter.setLong(4, each.event().order());
            letter.executeUpdate();
          }
          Acknowledgements.end(db, receiver, failed.stream().map(Waiting::event).toList());
          recordAnswer(db, reason);
        });
  }

  private void recordAnswer(Database db, @Nullable String reason) throws SQLException {
    PreparedStatement answer = db.statement("UPDATE receivers SET answer = ? WHERE id = ?");
    answer.setString(1, reason);
    answer.setLong(2, receiver);
    answer.executeUpdate();
  }

  private void write(GroupCommit.Work work) {
    file.write(work);
  }

  @Override
  public boolean isPending(UUID id) {
    return !file.read(
            IS_PENDING,
            row -> {
              row.setLong(1, receiver);
              row.setBytes(2, OutboxRows.bytes(id));
            },
            row -> 1)
        .isEmpty();
  }

  @Override
  public void hurry(boolean wanted) {
    lock.lock();
    try {
      if (!wanted) {
        hurrying = released(hurrying);
      } else if (hurrying == null && !closed) {
        hurrying = receivers.hurry(receiver).orElse(null);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isHurried() {
    return receivers.isHurried(receiver);
  }

  private ProcessLocks.@Nullable Held released(ProcessLocks.@Nullable Held held) {
    if (held != null) {
      file.release(held);
    }
    return null;
  }

  @Override
  public void onNews(Runnable callback) {
    news = callback;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      news = () -> {};
      whenClosed.accept(this);
      closed = true;
      hurrying = released(hurrying);
      attending = released(attending);
    } finally {
      lock.unlock();
    }
  }
}
