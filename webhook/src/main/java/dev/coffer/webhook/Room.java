package dev.coffer.webhook;

import dev.coffer.event.Intent;
import dev.coffer.event.OnFull;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an outbox to its size. The events are counted once in a while, so that it may hold one in a
 * hundred more, and as many for each other process that writes. Used by one transaction at a time.
 */
final class Room {
  static final int PAGE = 1000;
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private static final String DELIVERED =
      "SELECT seq FROM events e WHERE NOT EXISTS"
          + " (SELECT 1 FROM pending p WHERE p.seq = e.seq) ORDER BY seq LIMIT ?";
  private static final String DEAD =
      "SELECT seq FROM events e WHERE NOT EXISTS"
          + " (SELECT 1 FROM pending p WHERE p.seq = e.seq AND p.dead = 0) ORDER BY seq LIMIT ?";
  private static final String ALL = "SELECT seq FROM events ORDER BY seq LIMIT ?";

  private final long max;
  private final long slack;
  private final OnFull onFull;
  private final Supplier<String> outbox;
  private long left;

  Room(long max, OnFull onFull, Supplier<String> outbox) {
    this.max = max;
    this.slack = Math.max(1, max / 100);
    this.onFull = onFull;
    this.outbox = outbox;
  }

  /** Makes room for what an intent may bring. */
  void make(GroupCommit db, Intent intent) throws SQLException {
    int coming = intent.touched().size();
    if (left < coming) {
      count(db, intent, coming);
    }
    left -= coming;
  }

  private void count(GroupCommit db, Intent intent, int coming) throws SQLException {
    long events = number(db, "SELECT count(*) FROM events");
    long over = events + coming - max;
    if (over > 0) {
      over -= delete(db, DELIVERED, over + slack - 1);
    }
    if (over > 0) {
      long dead = delete(db, DEAD, over);
      over -= dead;
      warn(dead, "dead letters");
    }
    if (over > 0 && onFull == OnFull.FAIL) {
      left = 0;
      throw OnFull.full(intent, outbox.get(), events);
    }
    if (over > 0) {
      warn(delete(db, ALL, over), "events that were not delivered");
    }
    left = coming + Math.min(slack - 1, Math.max(0, -over));
  }

  private static long number(GroupCommit db, String sql) throws SQLException {
    try (ResultSet row = db.statement(sql).executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Deletes the events that a query chooses, and counts what a receiver loses. */
  private static long delete(GroupCommit db, String chosen, long most) throws SQLException {
    PreparedStatement dropped =
        db.statement(
            "UPDATE receivers SET dropped = dropped + (SELECT count(*) FROM pending p"
                + " WHERE p.receiver = receivers.id AND p.seq IN ("
                + chosen
                + "))");
    dropped.setLong(1, most);
    dropped.executeUpdate();
    PreparedStatement events = db.statement("DELETE FROM events WHERE seq IN (" + chosen + ")");
    events.setLong(1, most);
    long deleted = events.executeUpdate();
    db.statement("DELETE FROM pending WHERE seq NOT IN (SELECT seq FROM events)").executeUpdate();
    return deleted;
  }

  private void warn(long count, String what) {
    if (count > 0) {
      LOG.warn("{} is full: {} {} are dropped", outbox.get(), count, what);
    }
  }
}
