package dev.coffer.delivery.table;

import dev.coffer.event.DeadLetter;
import dev.coffer.event.FileEvent;
import dev.coffer.event.PathPattern;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the events that are still stored, and replays them. */
final class EventHistory {
  static final String EVENTS =
      "SELECT seq, " + OutboxRows.EVENT_COLUMNS + " FROM events WHERE seq > ? ORDER BY seq LIMIT ?";
  static final String DEAD =
      "SELECT e.seq, e.id, e.type, e.path, e.source, e.size, e.etag, e.time,"
          + " r.name, l.attempts, l.reason, r.id FROM letters l JOIN events e ON e.seq = l.seq"
          + " JOIN receivers r ON r.id = l.receiver WHERE (l.seq, l.receiver) > (?, ?)"
          + " ORDER BY l.seq, l.receiver LIMIT ?";
  static final String LAST = "SELECT max(seq) FROM events";
  static final String END_LETTER = "DELETE FROM letters WHERE seq = ? AND receiver = ?";

  private final OutboxAccess file;
  private final RecordedChanges changes;

  EventHistory(OutboxAccess file, RecordedChanges changes) {
    this.file = file;
    this.changes = changes;
  }

  List<FileEvent> events(long after, int max) {
    return file.read(
        EVENTS,
        row -> {
          row.setLong(1, after);
          row.setInt(2, max);
        },
        file.rows()::event);
  }

  private record Dead(DeadLetter letter, long receiver) {}

  private Dead read(ResultSet row) throws SQLException {
    DeadLetter letter =
        new DeadLetter(row.getString(9), file.rows().event(row), row.getInt(10), row.getString(11));
    return new Dead(letter, row.getLong(12));
  }

  /** Returns the dead letters after one, or the first ones. */
  private List<Dead> dead(@Nullable Dead last) {
    return file.read(
        DEAD,
        row -> {
          row.setLong(1, last == null ? 0 : last.letter.event().order());
          row.setLong(2, last == null ? 0 : last.receiver);
          row.setInt(3, OutboxRetention.PAGE);
        },
        this::read);
  }

  List<DeadLetter> deadLetters() {
    List<DeadLetter> all = new ArrayList<>();
    List<Dead> page = dead(null);
    while (!page.isEmpty()) {
      page.forEach(dead -> all.add(dead.letter));
      page = dead(page.get(page.size() - 1));
    }
    return all;
  }

  int replayDead(PathPattern pattern) {
    int count = 0;
    List<Dead> page = dead(null);
    long end = page.isEmpty() ? 0 : last();
    while (!page.isEmpty()) {
      count += replayDead(page, end, pattern);
      page = dead(page.get(page.size() - 1));
    }
    return count;
  }

  /** Replays a page in a transaction of its own, so that others can write in between. */
  private int replayDead(List<Dead> page, long end, PathPattern pattern) {
    List<Dead> chosen =
        page.stream()
            .filter(dead -> dead.letter.event().order() <= end)
            .filter(dead -> pattern.matches(dead.letter.event()))
            .toList();
    List<FileEvent> recorded = new ArrayList<>();
    file.write(
        db -> {
          recorded.clear();
          for (Dead dead : chosen) {
            revive(db, dead).ifPresent(recorded::add);
          }
        },
        () -> changes.notifyListeners(recorded));
    return recorded.size();
  }

  /** Returns the event to deliver again; empty if another process has already replayed it. */
  private Optional<FileEvent> revive(Database db, Dead dead) throws SQLException {
    PreparedStatement delete = db.statement(END_LETTER);
    delete.setLong(1, dead.letter.event().order());
    delete.setLong(2, dead.receiver);
    return delete.executeUpdate() == 0
        ? Optional.empty()
        : Optional.of(changes.append(db, dead.letter.event(), "VALUES (" + dead.receiver + ", ?)"));
  }

  int replay(Instant since, PathPattern pattern) {
    int count = 0;
    List<FileEvent> page = events(0, OutboxRetention.PAGE);
    long end = page.isEmpty() ? 0 : last();
    while (!page.isEmpty()) {
      count += replay(page, end, since, pattern);
      long seen = page.get(page.size() - 1).order();
      page = seen >= end ? List.of() : events(seen, OutboxRetention.PAGE);
    }
    return count;
  }

  private int replay(List<FileEvent> page, long end, Instant since, PathPattern pattern) {
    List<FileEvent> chosen =
        page.stream()
            .filter(event -> event.order() <= end)
            .filter(event -> !event.time().isBefore(since) && pattern.matches(event))
            .toList();
    List<FileEvent> recorded = new ArrayList<>();
    file.write(
        db -> {
          recorded.clear();
          for (FileEvent event : chosen) {
            recorded.add(changes.appendToAll(db, event));
          }
        },
        () -> changes.notifyListeners(recorded));
    return recorded.size();
  }

  private long last() {
    return file.read(LAST, row -> {}, row -> row.getLong(1)).get(0);
  }
}
