package dev.coffer.delivery.table;

import dev.coffer.event.ReceiverState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receivers of events, and the state of the deliveries to each.
 *
 * <p>A receiver that no process has used for a week belongs to an old configuration and is
 * forgotten: it gets no more events, and its pending events become dead letters. This happens some
 * time after an outbox is opened, when all current receivers have registered, and when it is
 * closed.
 */
final class Receivers {
  private static final Logger LOG = LoggerFactory.getLogger("dev.coffer.delivery.Outbox");
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);
  private static final Duration SEEN_EVERY = Duration.ofHours(1);
  private static final String REASON = "no process has used this receiver for seven days";

  static final String OLD =
      "SELECT id, name FROM receivers r WHERE seen < ? AND (forgotten = 0 OR"
          + " EXISTS (SELECT 1 FROM pending WHERE receiver = r.id) OR"
          + " NOT EXISTS (SELECT 1 FROM letters WHERE receiver = r.id))";
  static final String TO_LETTERS =
      "INSERT INTO letters(receiver, seq, attempts, reason) SELECT receiver, seq, attempts, ?"
          + " FROM pending WHERE receiver = ? ORDER BY seq LIMIT ?";
  static final String FREE_FIRST =
      "INSERT INTO free SELECT 1, p.seq FROM (SELECT receiver, seq FROM pending"
          + " WHERE receiver = ? ORDER BY seq LIMIT ?) p WHERE NOT EXISTS (SELECT 1 FROM"
          + " receivers r"
          + " CROSS JOIN pending o WHERE o.receiver = r.id AND o.seq = p.seq"
          + " AND o.receiver <> p.receiver) ON CONFLICT DO NOTHING";
  static final String END_FIRST =
      "DELETE FROM pending WHERE receiver = ? AND seq IN"
          + " (SELECT seq FROM pending WHERE receiver = ? ORDER BY seq LIMIT ?)";
  static final String STATES =
      "SELECT name, (SELECT count(*) FROM pending WHERE receiver = r.id),"
          + " (SELECT coalesce(sum(e.size), 0) FROM pending p JOIN events e ON e.seq = p.seq"
          + " WHERE p.receiver = r.id), (SELECT e.time FROM"
          + " pending p JOIN events e ON e.seq = p.seq WHERE p.receiver = r.id ORDER BY p.seq LIMIT"
          + " 1), (SELECT count(*) FROM letters WHERE receiver = r.id), dropped, answer FROM"
          + " receivers r ORDER BY name";

  private final OutboxAccess file;
  private final InstantSource clock;

  /** The numbers of the receivers that this process uses. */
  private final Set<Long> asked = ConcurrentHashMap.newKeySet();

  private volatile Instant next;

  Receivers(OutboxAccess file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    this.next = clock.instant().plus(SEEN_EVERY);
  }

  /** Returns the number of a receiver, which is registered if it is new. */
  long register(String name) {
    file.write(db -> register(db, name));
    long id =
        file.read(
                "SELECT id FROM receivers WHERE name = ?",
                row -> row.setString(1, name),
                row -> row.getLong(1))
            .get(0);
    asked.add(id);
    return id;
  }

  private void register(Database db, String receiver) throws SQLException {
    PreparedStatement insert =
        db.statement(
            "INSERT INTO receivers(name, seen) VALUES (?,?) ON CONFLICT (name)"
                + " DO UPDATE SET seen = excluded.seen, forgotten = 0");
    insert.setString(1, receiver);
    columns().setTime(insert, 2, clock.instant());
    insert.executeUpdate();
  }

  /** Once an hour, records that the receivers of this process are in use, and forgets old ones. */
  void keepHourly() {
    Instant now = clock.instant();
    if (!now.isBefore(next)) {
      next = now.plus(SEEN_EVERY);
      see(now);
      forgetOld();
    }
  }

  private void see(Instant now) {
    file.write(
        db -> {
          PreparedStatement seen = db.statement("UPDATE receivers SET seen = ? WHERE id = ?");
          for (long id : asked) {
            columns().setTime(seen, 1, now);
            seen.setLong(2, id);
            seen.executeUpdate();
          }
        });
  }

  private record Old(long id, String name) {}

  /** Forgets receivers that no process has used for a week. */
  void forgetOld() {
    Instant before = clock.instant().minus(FORGOTTEN_AFTER);
    List<Old> all =
        file.read(
            OLD,
            row -> columns().setTime(row, 1, before),
            row -> new Old(row.getLong(1), row.getString(2)));
    all.removeIf(old -> asked.contains(old.id));
    for (Old old : all) {
      attend(old.id, OutboxSlice.ALL).ifPresent(unattended -> forget(old, unattended));
    }
  }

  private void forget(Old old, OutboxLock unattended) {
    try {
      forget(old);
    } finally {
      unattended.release();
    }
  }

  private void forget(Old old) {
    file.write(db -> stop(db, old.id));
    AtomicInteger moved = new AtomicInteger();
    long letters = 0;
    do {
      file.write(db -> moved.set(toLetters(db, old.id)));
      letters += moved.get();
    } while (moved.get() == OutboxRetention.PAGE);
    file.write(db -> removeEmpty(db, old.id));
    if (letters > 0) {
      LOG.warn(
          "{} events for {} are given up and kept as dead letters: {}", letters, old.name, REASON);
    }
  }

  /** Stops adding events to its queue. */
  private static void stop(Database db, long receiver) throws SQLException {
    PreparedStatement stop =
        db.statement("UPDATE receivers SET forgotten = 1, answer = ? WHERE id = ?");
    stop.setString(1, REASON);
    stop.setLong(2, receiver);
    stop.executeUpdate();
  }

  private static int toLetters(Database db, long receiver) throws SQLException {
    PreparedStatement letters = db.statement(TO_LETTERS);
    letters.setString(1, REASON);
    letters.setLong(2, receiver);
    letters.setInt(3, OutboxRetention.PAGE);
    int moved = letters.executeUpdate();
    PreparedStatement free = db.statement(FREE_FIRST);
    free.setLong(1, receiver);
    free.setInt(2, OutboxRetention.PAGE);
    free.executeUpdate();
    PreparedStatement end = db.statement(END_FIRST);
    end.setLong(1, receiver);
    end.setLong(2, receiver);
    end.setInt(3, OutboxRetention.PAGE);
    end.executeUpdate();
    return moved;
  }

  private static void removeEmpty(Database db, long receiver) throws SQLException {
    PreparedStatement remove =
        db.statement(
            "DELETE FROM receivers WHERE id = ? AND forgotten = 1"
                + " AND NOT EXISTS (SELECT 1 FROM pending WHERE receiver = receivers.id)"
                + " AND NOT EXISTS (SELECT 1 FROM letters WHERE receiver = receivers.id)");
    remove.setLong(1, receiver);
    remove.executeUpdate();
  }

  /** Makes this process the one that delivers; returns empty while another one is. */
  Optional<OutboxLock> attend(long receiver, OutboxSlice slice) {
    return file.tables().tryLock(OutboxLockName.deliver(receiver, slice));
  }

  /** Signals that a caller waits; returns empty if another process already does. */
  Optional<OutboxLock> hurry(long receiver) {
    return file.tables().tryLock(OutboxLockName.hurry(receiver));
  }

  /** Returns whether any process waits. */
  boolean isHurried(long receiver) {
    return !file.tables().isFree(OutboxLockName.hurry(receiver));
  }

  List<ReceiverState> states() {
    return file.read(STATES, row -> {}, row -> state(row, columns()));
  }

  private OutboxColumns columns() {
    return file.tables().columns();
  }

  static ReceiverState state(ResultSet row, OutboxColumns columns) throws SQLException {
    return new ReceiverState(
        row.getString(1),
        row.getLong(2),
        row.getLong(3),
        columns.time(row, 4),
        row.getLong(5),
        row.getLong(6),
        Optional.ofNullable(row.getString(7)));
  }
}
