package dev.coffer.delivery.table;

import dev.coffer.event.FileEvent;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.LongStream;

/**
 * Removes events from the queues of receivers. Events that no receiver needs any more are recorded,
 * since a full outbox drops those first.
 *
 * <p>Events with consecutive numbers are removed together, so a batch costs few statements.
 */
final class Acknowledgements {
  static final String END = "DELETE FROM pending WHERE receiver = ? AND seq BETWEEN ? AND ?";

  /** CROSS JOIN checks the receivers one by one; IN would collect them for each event. */
  static final String FREE =
      "INSERT INTO free SELECT CASE WHEN EXISTS (SELECT 1 FROM letters l WHERE l.seq = e.seq)"
          + " THEN 1 ELSE 0 END, e.seq FROM events e WHERE e.seq BETWEEN ? AND ? AND NOT EXISTS (SELECT 1"
          + " FROM receivers r CROSS JOIN pending p WHERE p.receiver = r.id AND p.seq = e.seq)"
          + " ON CONFLICT DO NOTHING";

  /** Where a statement is a round trip, one is for all events, however their numbers lie. */
  private static final String END_TOGETHER =
      "DELETE FROM pending WHERE receiver = ? AND seq = ANY(?)";

  private static final String FREE_TOGETHER =
      "INSERT INTO free SELECT CASE WHEN EXISTS (SELECT 1 FROM letters l WHERE l.seq = e.seq)"
          + " THEN 1 ELSE 0 END, e.seq FROM events e WHERE e.seq = ANY(?) AND NOT EXISTS"
          + " (SELECT 1 FROM pending p WHERE p.seq = e.seq) ON CONFLICT DO NOTHING";

  private Acknowledgements() {}

  static void end(Database db, long receiver, Collection<FileEvent> events) throws SQLException {
    long[] orders = events.stream().mapToLong(FileEvent::order).sorted().toArray();
    if (db.isRemote()) {
      endTogether(db, receiver, LongStream.of(orders).boxed().toArray(Long[]::new));
    } else {
      endRanges(db, receiver, orders);
    }
  }

  private static void endTogether(Database db, long receiver, Long[] orders) throws SQLException {
    boolean unused =
        db.change(
            END_TOGETHER,
            row -> {
              row.setLong(1, receiver);
              row.setArray(2, row.getConnection().createArrayOf("bigint", orders));
            });
    unused =
        db.change(
            FREE_TOGETHER,
            row -> row.setArray(1, row.getConnection().createArrayOf("bigint", orders)));
  }

  private static void endRanges(Database db, long receiver, long[] orders) throws SQLException {
    int first = 0;
    for (int i = 1; i <= orders.length; i++) {
      if (i == orders.length || orders[i] > orders[i - 1] + 1) {
        end(db, receiver, orders[first], orders[i - 1]);
        first = i;
      }
    }
  }

  private static void end(Database db, long receiver, long first, long last) throws SQLException {
    boolean unused =
        db.change(
            END,
            row -> {
              row.setLong(1, receiver);
              row.setLong(2, first);
              row.setLong(3, last);
            });
    unused =
        db.change(
            FREE,
            row -> {
              row.setLong(1, first);
              row.setLong(2, last);
            });
  }
}
