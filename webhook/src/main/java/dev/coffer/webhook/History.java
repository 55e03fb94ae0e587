package dev.coffer.webhook;

import dev.coffer.event.DeadLetter;
import dev.coffer.event.FileEvent;
import dev.coffer.event.PathPattern;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The events that are still known, and how they are delivered once more. */
final class History {
  private final OutboxFile file;
  private final Changes changes;

  History(OutboxFile file, Changes changes) {
    this.file = file;
    this.changes = changes;
  }

  List<FileEvent> events(long after, int max) {
    return file.read(
        "SELECT seq, " + Rows.EVENT_COLUMNS + " FROM events WHERE seq > ? ORDER BY seq LIMIT ?",
        row -> {
          row.setLong(1, after);
          row.setInt(2, max);
        },
        Rows::event);
  }

  private record Dead(DeadLetter letter, long receiver) {}

  private List<Dead> dead() {
    return file.read(
        "SELECT e.seq, e.id, e.type, e.path, e.source, e.size, e.etag, e.time,"
            + " r.name, p.attempts, p.reason, r.id FROM pending p JOIN events e ON e.seq = p.seq"
            + " JOIN receivers r ON r.id = p.receiver WHERE p.dead = 1 ORDER BY e.seq",
        row -> {},
        row ->
            new Dead(
                new DeadLetter(
                    row.getString(9), Rows.event(row), row.getInt(10), row.getString(11)),
                row.getLong(12)));
  }

  List<DeadLetter> deadLetters() {
    return dead().stream().map(Dead::letter).toList();
  }

  int replayDead(PathPattern pattern) {
    List<Dead> chosen =
        dead().stream().filter(dead -> pattern.matches(dead.letter.event())).toList();
    List<FileEvent> recorded = new ArrayList<>();
    file.write(
        db -> {
          recorded.clear();
          for (Dead dead : chosen) {
            PreparedStatement delete =
                db.statement("DELETE FROM pending WHERE seq = ? AND receiver = ?");
            delete.setLong(1, dead.letter.event().order());
            delete.setLong(2, dead.receiver);
            delete.executeUpdate();
            String receiver = "VALUES (?, " + dead.receiver + ")";
            recorded.add(Changes.append(db, dead.letter.event(), receiver));
          }
        },
        true);
    changes.tell(recorded);
    return chosen.size();
  }

  int replay(Instant since, PathPattern pattern) {
    int count = 0;
    List<FileEvent> page = events(0, Room.PAGE);
    long end = page.isEmpty() ? 0 : last();
    while (!page.isEmpty()) {
      count += replay(page, end, since, pattern);
      long seen = page.get(page.size() - 1).order();
      page = seen >= end ? List.of() : events(seen, Room.PAGE);
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
            recorded.add(Changes.append(db, event, Changes.TO_ALL));
          }
        },
        true);
    changes.tell(recorded);
    return recorded.size();
  }

  private long last() {
    return file.read("SELECT max(seq) FROM events", row -> {}, row -> row.getLong(1)).get(0);
  }
}
