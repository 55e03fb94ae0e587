package dev.coffer.delivery.table;

import dev.coffer.event.FileEvent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

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

  private Acknowledgements() {}

  static void end(Database db, long receiver, Collection<FileEvent> events) throws SQLException {
    long[] orders = events.stream().mapToLong(FileEvent::order).sorted().toArray();
    int first = 0;
    for (int i = 1; i <= orders.length; i++) {
      if (i == orders.length || orders[i] > orders[i - 1] + 1) {
        end(db, receiver, orders[first], orders[i - 1]);
        first = i;
      }
    }
  }

  private static void end(Database db, long receiver, long first, long last) throws SQLException {
    PreparedStatement end = db.statement(END);
    end.setLong(1, receiver);
    end.setLong(2, first);
    end.setLong(3, last);
    end.executeUpdate();
    PreparedStatement free = db.statement(FREE);
    free.setLong(1, first);
    free.setLong(2, last);
    free.executeUpdate();
  }
}
