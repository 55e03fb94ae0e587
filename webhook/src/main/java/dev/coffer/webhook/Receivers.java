package dev.coffer.webhook;

import dev.coffer.event.ReceiverState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Who receives events, and how the deliveries to each stand. */
final class Receivers {
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);

  /** The position of the lock of who delivers to a receiver: its number from here. */
  private static final long ATTENDED = 1L << 41;

  private final OutboxFile file;
  private final InstantSource clock;

  Receivers(OutboxFile file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /** The number of a receiver, which is new or is asked for once more. */
  long register(String name) {
    file.write(db -> register(db, name), false);
    long id =
        file.read(
                "SELECT id FROM receivers WHERE name = ?",
                row -> row.setString(1, name),
                row -> row.getLong(1))
            .get(0);
    forgetOthers(id);
    return id;
  }

  /** A receiver keeps its number, and so all that is pending for it. */
  void rename(String former, String name) {
    file.write(
        db -> {
          PreparedStatement update =
              db.statement(
                  "UPDATE receivers SET name = ?1 WHERE name = ?2"
                      + " AND NOT EXISTS (SELECT 1 FROM receivers WHERE name = ?1)");
          update.setString(1, name);
          update.setString(2, former);
          update.executeUpdate();
        },
        false);
  }

  private void register(GroupCommit db, String receiver) throws SQLException {
    PreparedStatement insert =
        db.statement(
            "INSERT INTO receivers(name, seen) VALUES (?,?)"
                + " ON CONFLICT (name) DO UPDATE SET seen = excluded.seen");
    insert.setString(1, receiver);
    insert.setLong(2, Rows.nanos(clock.instant()));
    insert.executeUpdate();
  }

  /** A receiver that nobody has asked for in a week is one of an old configuration. */
  private void forgetOthers(long id) {
    long before = Rows.nanos(clock.instant().minus(FORGOTTEN_AFTER));
    List<Long> old =
        file.read(
            "SELECT id FROM receivers WHERE id <> ? AND seen < ?",
            row -> {
              row.setLong(1, id);
              row.setLong(2, before);
            },
            row -> row.getLong(1));
    for (long each : old) {
      Optional<ProcessLocks.Held> unattended = attend(each);
      if (unattended.isPresent()) {
        file.write(db -> forget(db, each), false);
        file.release(unattended.get());
      }
    }
  }

  private static void forget(GroupCommit db, long receiver) throws SQLException {
    for (String table : List.of("pending WHERE receiver", "receivers WHERE id")) {
      PreparedStatement delete = db.statement("DELETE FROM " + table + " = ?");
      delete.setLong(1, receiver);
      delete.executeUpdate();
    }
  }

  /** Becomes the one that delivers; nothing while somebody else is. */
  Optional<ProcessLocks.Held> attend(long receiver) {
    return file.tryLock(ATTENDED + receiver);
  }

  List<ReceiverState> states() {
    return file.read(
        "SELECT r.name, count(CASE WHEN p.dead = 0 THEN 1 END),"
            + " min(CASE WHEN p.dead = 0 THEN e.time END), count(CASE WHEN p.dead = 1 THEN 1 END),"
            + " r.dropped, r.answer FROM receivers r LEFT JOIN pending p ON p.receiver = r.id"
            + " LEFT JOIN events e ON e.seq = p.seq GROUP BY r.id ORDER BY r.name",
        row -> {},
        Receivers::state);
  }

  private static ReceiverState state(ResultSet row) throws SQLException {
    long oldest = row.getLong(3);
    Optional<Instant> time = row.wasNull() ? Optional.empty() : Optional.of(Rows.instant(oldest));
    return new ReceiverState(
        row.getString(1),
        row.getLong(2),
        time,
        row.getLong(4),
        row.getLong(5),
        Optional.ofNullable(row.getString(6)));
  }
}
