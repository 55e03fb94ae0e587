package dev.coffer.delivery.table;

import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events of one receiver in an outbox. */
final class OutboxQueue implements EventQueue {
  private static final Logger LOG = LoggerFactory.getLogger("dev.coffer.delivery.Outbox");

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
  private final OutboxSlice slice;
  private final OutboxAccess file;
  private final Receivers receivers;
  private final Consumer<OutboxQueue> whenClosed;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable OutboxLock attending;
  private @Nullable OutboxLock hurrying;
  private final AtomicLong term = new AtomicLong();
  private boolean closed;
  private long taken;

  /** The events that were read and have to wait for earlier ones of other slices. */
  private final List<Waiting> heldBack = new ArrayList<>();

  /** Whether the table may contain a failure of the last attempt. */
  private volatile boolean failing = true;

  private volatile Runnable news = () -> {};

  OutboxQueue(
      long receiver,
      OutboxSlice slice,
      OutboxAccess file,
      Receivers receivers,
      Consumer<OutboxQueue> whenClosed) {
    this.receiver = receiver;
    this.slice = slice;
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
      endIfLost();
      if (attending == null && !closed) {
        attending = receivers.attend(receiver, slice).orElse(null);
      }
      return attending != null;
    } finally {
      lock.unlock();
    }
  }

  private void endIfLost() {
    if (isLost()) {
      attending = null;
      endTerm();
    }
  }

  /** The next term begins with the first event that is still pending. */
  private void endTerm() {
    term.incrementAndGet();
    taken = 0;
    heldBack.clear();
  }

  /** Returns whether another handle may deliver, though this one has not left. */
  boolean isLost() {
    OutboxLock held = attending;
    return held != null && !held.isHeld();
  }

  /** Lets another handle attend. */
  void leave() {
    lock.lock();
    try {
      attending = released(attending);
      endTerm();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long term() {
    return isLost() ? term.get() + 1 : term.get();
  }

  @Override
  public List<Waiting> take(int max) {
    List<Waiting> candidates = new ArrayList<>(heldBack);
    if (heldBack.size() < max) {
      List<Waiting> next = next(max);
      passTo(next);
      candidates.addAll(next);
    }
    List<Waiting> ready = file.tables().ready(receiver, slice, candidates);
    heldBack.clear();
    if (ready.size() < candidates.size()) {
      candidates.stream().filter(each -> !ready.contains(each)).forEach(heldBack::add);
    }
    return ready;
  }

  private List<Waiting> next(int max) {
    return file.read(
        file.tables().next(slice),
        row -> {
          row.setLong(1, receiver);
          row.setLong(2, taken);
          row.setInt(3, max);
        },
        this::waiting);
  }

  private void passTo(List<Waiting> next) {
    if (!next.isEmpty()) {
      taken = next.get(next.size() - 1).event().order();
    }
  }

  private Waiting waiting(ResultSet row) throws SQLException {
    OutboxColumns columns = file.tables().columns();
    return new Waiting(
        file.rows().event(row),
        row.getInt(9),
        columns.time(row, 10).orElse(Instant.EPOCH),
        columns.time(row, 11));
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
          for (Waiting each : failed) {
            boolean unused = db.change(RETRY, row -> bindRetry(row, each));
          }
          recordAnswer(db, reason);
        });
  }

  private void bindRetry(PreparedStatement row, Waiting each) throws SQLException {
    OutboxColumns columns = file.tables().columns();
    row.setInt(1, each.attempts());
    columns.setTime(row, 2, each.due());
    columns.setTime(row, 3, each.since());
    row.setLong(4, receiver);
    row.setLong(5, each.event().order());
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

  /** Does work, unless another handle has begun to deliver: then the work is its own. */
  private void write(GroupCommit.Work work) {
    OutboxLock held = attending;
    boolean lost = held == null && term.get() > 0;
    file.write(
        db -> {
          if (!lost && (held == null || held.isHeld(db))) {
            work.run(db);
          } else {
            LOG.info("another process delivers meanwhile; an outcome of this one is not recorded");
          }
        });
  }

  @Override
  public boolean isPending(UUID id) {
    return !file.read(
            IS_PENDING,
            row -> {
              row.setLong(1, receiver);
              file.tables().columns().setId(row, 2, id);
            },
            row -> 1)
        .isEmpty();
  }

  @Override
  public void hurry(boolean wanted) {
    lock.lock();
    try {
      if (!wanted || (hurrying != null && !hurrying.isHeld())) {
        hurrying = released(hurrying);
      }
      if (wanted && hurrying == null && !closed) {
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

  private static @Nullable OutboxLock released(@Nullable OutboxLock held) {
    if (held != null) {
      held.release();
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
