package dev.coffer.delivery.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.delivery.Outbox;
import dev.coffer.delivery.OutboxRecords;
import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import dev.coffer.event.OverflowPolicy;
import dev.coffer.event.PathPattern;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of another version are refused, and no query reads more than it must. */
class SchemaTest {
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("outbox.db");
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void anOutboxOfAnotherVersionIsRefusedAndStaysAsItIs(int version) throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version=" + version);
    }
    assertThatThrownBy(() -> new Outbox(file())).hasMessageContaining("another version of Coffer");
    assertThat(number("PRAGMA user_version")).isEqualTo(version);
    assertThat(number("SELECT count(*) FROM sqlite_master")).isZero();
  }

  @Test
  void anEventThatIsAddedChangesNoCount() throws Exception {
    try (Outbox outbox = new Outbox(file())) {
      OutboxRecords.recordTogether(outbox, 5);
      assertThat(outbox.events(0, 10)).hasSize(5);
    }
    assertThat(number("SELECT dropped + last FROM room")).isZero();
    assertThat(number(OutboxRetention.COUNT)).isEqualTo(5);
  }

  @Test
  void numbersContinueWhenTheLatestEventsAreDropped() throws Exception {
    try (Outbox outbox = new Outbox(file(), 2, OverflowPolicy.FAIL)) {
      OutboxRecords.recordTogether(outbox, 2);
      OutboxRecords.recordTogether(outbox, 2);
    }
    try (Outbox outbox = new Outbox(file(), 1, OverflowPolicy.FAIL);
        Outbox other = new Outbox(file(), 1, OverflowPolicy.FAIL)) {
      long order = 5;
      for (Outbox writer : List.of(outbox, other, outbox)) {
        OutboxRecords.record(writer, "a");
        assertThat(writer.events(0, 10)).extracting(FileEvent::order).containsExactly(order++);
      }
    }
    assertThat(number(OutboxRetention.COUNT)).isEqualTo(1);
  }

  static Stream<Map.Entry<String, String>> queries() {
    return Map.ofEntries(
        Map.entry("next events", OutboxQueue.NEXT),
        Map.entry("is pending", OutboxQueue.IS_PENDING),
        Map.entry("acknowledge", Acknowledgements.END),
        Map.entry("free", Acknowledgements.FREE),
        Map.entry("free of a receiver", Receivers.FREE_FIRST),
        Map.entry("retry", OutboxQueue.RETRY),
        Map.entry("give up", OutboxQueue.GIVE_UP),
        Map.entry("room", OutboxRetention.COUNT),
        Map.entry("unsettled", OutboxRetention.UNSETTLED),
        Map.entry("drop delivered", OutboxRetention.DELIVERED),
        Map.entry("drop dead letters", OutboxRetention.DEAD),
        Map.entry("drop the oldest", OutboxRetention.OLDEST),
        Map.entry("events", EventHistory.EVENTS),
        Map.entry("dead letters", EventHistory.DEAD),
        Map.entry("replay", EventHistory.END_LETTER),
        Map.entry("latest", EventHistory.LAST),
        Map.entry("states", Receivers.STATES),
        Map.entry("forget", Receivers.TO_LETTERS),
        Map.entry("end", Receivers.END_FIRST))
        .entrySet()
        .stream();
  }

  /** The tables that have a row an event. */
  @ParameterizedTest
  @MethodSource("queries")
  void noQueryReadsAllEvents(Map.Entry<String, String> query) throws Exception {
    new Outbox(file()).close();
    assertThat(plan(query.getValue()))
        .filteredOn(step -> step.matches("SCAN (events|e|pending|letters|l|free)\\b.*"))
        .filteredOn(step -> !ORDERED.contains(query.getKey()))
        .isEmpty();
  }

  /** These read the rows in the order of their key, and no more than they are asked for. */
  private static final List<String> ORDERED = List.of("drop the oldest");

  private List<String> plan(String query) throws SQLException {
    List<String> plan = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet steps = statement.executeQuery("EXPLAIN QUERY PLAN " + query)) {
      while (steps.next()) {
        plan.add(steps.getString("detail"));
      }
    }
    return plan;
  }

  private static void giveUp(EventQueue queue, List<FileEvent> events) {
    queue.giveUp(events.stream().map(EventQueue.Waiting::first).toList(), "404");
  }

  @Test
  void whatIsCountedIsKeptWhateverBecomesOfTheEvents() throws Exception {
    try (Outbox outbox = new Outbox(file(), 6, OverflowPolicy.DROP_OLDEST)) {
      EventQueue one = outbox.queue("one");
      EventQueue two = outbox.queue("two");
      for (int i = 0; i < 5; i++) {
        OutboxRecords.record(outbox, "f" + i);
      }
      List<FileEvent> events = OutboxRecords.take(one);
      one.acknowledge(events.subList(0, 2));
      giveUp(one, events.subList(2, 4));
      two.acknowledge(OutboxRecords.take(two).subList(1, 3));
      int unused = outbox.replayDead(PathPattern.of("f2"));
      for (int i = 5; i < 9; i++) {
        OutboxRecords.record(outbox, "f" + i);
      }
      one.acknowledge(OutboxRecords.take(one));
      List<FileEvent> rest = OutboxRecords.take(two);
      giveUp(two, rest.subList(0, 1));
      two.acknowledge(rest.subList(1, 2));
      List<FileEvent> known = outbox.events(0, 100);
      assertThat(known).hasSize(6);
    }
    assertThat(number(OutboxRetention.COUNT))
        .isEqualTo(6)
        .isEqualTo(number("SELECT count(*) FROM events"));
    assertThat(number(OutboxRetention.LAST)).isEqualTo(number("SELECT max(seq) FROM events"));
    assertThat(rows("SELECT seq, dead FROM free"))
        .isEqualTo(
            rows(
                "SELECT seq, EXISTS (SELECT 1 FROM letters l WHERE l.seq = e.seq) FROM events e"
                    + " WHERE NOT EXISTS (SELECT 1 FROM pending p WHERE p.seq = e.seq)"))
        .isNotEmpty();
    assertThat(number("SELECT sum(dropped) FROM receivers")).isPositive();
    assertThat(number("SELECT count(*) FROM pending WHERE seq NOT IN (SELECT seq FROM events)"))
        .isZero();
  }

  private Map<Long, Long> rows(String query) throws SQLException {
    Map<Long, Long> found = new HashMap<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        found.put(row.getLong(1), row.getLong(2));
      }
    }
    return found;
  }

  private long number(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
