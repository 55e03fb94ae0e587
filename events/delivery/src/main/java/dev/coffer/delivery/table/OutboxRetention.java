package dev.coffer.delivery.table;

import dev.coffer.event.Intent;
import dev.coffer.event.OverflowPolicy;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Limits an outbox to its size. The number of events is checked periodically, so the limit may be
 * exceeded by one percent, at most a thousand events, per writing process. As many events are
 * removed at once. Used by one transaction at a time.
 *
 * <p>No query reads more rows than it deletes: the number of events follows from their numbers, and
 * events that no receiver waits for are in a table of their own.
 */
final class OutboxRetention {
  static final int PAGE = 1000;

  /** The number of the latest event, even if that event was removed. */
  static final String LAST =
      "SELECT max(n) FROM (SELECT last AS n FROM room UNION ALL SELECT max(seq) FROM events) numbers";

  static final String COUNT = "SELECT (" + LAST + ") - dropped FROM room";
  static final String UNSETTLED = "SELECT unsettled FROM room";

  /** Empties the oldest intents, which then no longer count, and deletes the empty ones. */
  private static final List<String> FORGET =
      List.of(
          "UPDATE intents SET paths = '' WHERE id IN"
              + " (SELECT id FROM intents WHERE owner = 0 ORDER BY id LIMIT ?)",
          "DELETE FROM intents WHERE owner = 0 AND paths = ''");

  static final String DELIVERED = drop("free WHERE dead = 0 ORDER BY seq LIMIT ?");
  static final String DEAD = drop("free WHERE dead = 1 ORDER BY seq LIMIT ?");
  static final String OLDEST = drop("events ORDER BY seq LIMIT ?");

  private final long max;
  private final long slack;
  private final OverflowPolicy onFull;
  private final Supplier<String> outbox;
  private final DroppedEvents letters;
  private final DroppedEvents undelivered;
  private final DroppedEvents unsettled;
  private final Recording recording;
  private long left;

  /** Waits until the events of changes that have ended are counted. */
  interface Recording {
    void await() throws SQLException;
  }

  OutboxRetention(
      long max,
      OverflowPolicy onFull,
      Supplier<String> outbox,
      InstantSource clock,
      Recording recording) {
    this.max = max;
    this.slack = Math.min(PAGE, Math.max(1, max / 100));
    this.onFull = onFull;
    this.outbox = outbox;
    this.recording = recording;
    this.letters = new DroppedEvents(outbox, "dead letters", clock);
    this.unsettled = new DroppedEvents(outbox, "changes whose outcome is not known", clock);
    this.undelivered = new DroppedEvents(outbox, "events that were not delivered", clock);
  }

  private static String drop(String chosen) {
    return "DELETE FROM events WHERE seq IN (SELECT seq FROM " + chosen + ")";
  }

  /** Makes room for the events that an intent may add. */
  void make(Database db, Intent intent) throws SQLException {
    int coming = intent.touched().size();
    if (left < coming) {
      find(db, intent, coming);
    }
    left -= coming;
  }

  private void find(Database db, Intent intent, int coming) throws SQLException {
    recording.await();
    db.lock();
    left = 0;
    long events = db.count(COUNT);
    long unknown = db.count(UNSETTLED);
    if (onFull == OverflowPolicy.DROP_OLDEST) {
      forget(db, unknown - max);
      unknown = 0; // no event is dropped for them
    }
    long over = events + unknown + coming - max;
    over -= drop(db, DELIVERED, over);
    long dead = drop(db, DEAD, over);
    letters.add(dead);
    over -= dead;
    if (over > 0 && onFull == OverflowPolicy.FAIL) {
      throw OverflowPolicy.full(intent, outbox.get(), events, unknown);
    }
    long lost = drop(db, OLDEST, over);
    undelivered.add(lost);
    over -= lost;
    left = coming + Math.min(slack - 1, Math.max(0, -over));
  }

  private void forget(Database db, long over) throws SQLException {
    if (over > 0) {
      PreparedStatement empty = db.statement(FORGET.get(0));
      empty.setLong(1, over + slack - 1);
      unsettled.add(empty.executeUpdate());
      int unused = db.statement(FORGET.get(1)).executeUpdate();
    }
  }

  /** Drops the excess, and some more, so that this is not necessary for each new event. */
  private long drop(Database db, String statement, long over) throws SQLException {
    if (over <= 0) {
      return 0;
    }
    long last = db.count(LAST); // before that event may be dropped
    PreparedStatement delete = db.statement(statement);
    delete.setLong(1, over + slack - 1);
    int dropped = delete.executeUpdate();
    if (dropped > 0) {
      recordDropped(db, dropped, last);
    }
    return dropped;
  }

  private static void recordDropped(Database db, int dropped, long last) throws SQLException {
    PreparedStatement update = db.statement("UPDATE room SET dropped = dropped + ?, last = ?");
    update.setInt(1, dropped);
    update.setLong(2, last);
    update.executeUpdate();
  }
}
