package dev.coffer.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.ConnectionException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFullException;
import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.OverflowPolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an outbox in PostgreSQL does besides the contract. */
@Timeout(120)
@Tag("servers")
class PostgresOutboxTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final PostgresServer server = PostgresServer.shared();

  /** With leases that no thread renews while a test runs: what a test writes there stays. */
  private final PostgresOutboxOptions options = withLeases(server.newOutbox(), LONG, LONG);

  private static PostgresOutboxOptions withLeases(
      PostgresOutboxOptions usual, Duration lease, Duration ownerLease) {
    return new PostgresOutboxOptions(
        usual.url(),
        usual.user(),
        usual.password(),
        usual.schema(),
        lease,
        ownerLease,
        usual.shards());
  }

  private PostgresOutboxOptions withUrl(String url) {
    return new PostgresOutboxOptions(
        url,
        options.user(),
        options.password(),
        options.schema(),
        options.lease(),
        options.ownerLease(),
        options.shards());
  }

  private String table(String name) {
    return options.schema() + "." + name;
  }

  @Test
  void nodesThatStartAtOnceMakeTheTablesOnce() {
    IntStream.range(0, 4)
        .parallel()
        .forEach(
            member -> {
              try (PostgresOutbox outbox = new PostgresOutbox(options)) {
                Records.record(outbox, "n" + member);
              }
            });
    try (PostgresOutbox outbox = new PostgresOutbox(options)) {
      assertThat(Records.paths(outbox)).containsExactlyInAnyOrder("n0", "n1", "n2", "n3");
    }
  }

  @Test
  void numbersAreInTheOrderOfTheCommitsWhoeverWrites() throws InterruptedException {
    try (PostgresOutbox one = new PostgresOutbox(options);
        PostgresOutbox two = new PostgresOutbox(options);
        PostgresOutbox reader = new PostgresOutbox(options)) {
      Thread first = writing(one);
      Thread second = writing(two);
      long seen = 0;
      while (seen < 100) { // a cursor passes none
        for (FileEvent event : reader.events(seen, 1000)) {
          assertThat(event.order()).isEqualTo(++seen);
        }
      }
      first.join();
      second.join();
    }
  }

  private static Thread writing(PostgresOutbox outbox) {
    Thread thread =
        new Thread(() -> IntStream.range(0, 50).forEach(i -> Records.record(outbox, "" + i)));
    thread.start();
    return thread;
  }

  @Test
  void aFullOutboxForgetsWhatIsDeliveredThenWhatIsDead() {
    try (PostgresOutbox outbox = new PostgresOutbox(options, 3, OverflowPolicy.FAIL)) {
      EventQueue queue = outbox.queue("r");
      IntStream.range(0, 3).forEach(i -> Records.record(outbox, "" + i));
      assertThat(queue.attend()).isTrue();
      outbox.events(0, 10);
      List<FileEvent> events = Records.take(queue);
      queue.acknowledge(events.subList(1, 2));
      queue.giveUp(List.of(EventQueue.Waiting.first(events.get(0))), "404");
      Records.record(outbox, "3");
      assertThat(Records.paths(outbox)).containsExactly("0", "2", "3");
      Records.record(outbox, "4");
      assertThat(Records.paths(outbox)).containsExactly("2", "3", "4");
      assertThat(outbox.receivers().get(0).dropped()).isEqualTo(1);
      assertThatThrownBy(() -> Records.record(outbox, "5"))
          .isInstanceOf(StorageFullException.class)
          .hasMessageContaining("it holds 3 undelivered events");
    }
  }

  @Test
  void byChoiceTheOldestAreDroppedAndCounted() {
    try (PostgresOutbox outbox = new PostgresOutbox(options, 2, OverflowPolicy.DROP_OLDEST)) {
      outbox.queue("r");
      IntStream.range(0, 5).forEach(i -> Records.record(outbox, "" + i));
      assertThat(Records.paths(outbox)).containsExactly("3", "4");
      assertThat(outbox.receivers().get(0).dropped()).isEqualTo(3);
    }
  }

  @Test
  void anAcknowledgementOfAnEarlierEpochIsNotRecorded() {
    try (PostgresOutbox first = new PostgresOutbox(options);
        PostgresOutbox second = new PostgresOutbox(options)) {
      EventQueue slept = first.queue("r");
      EventQueue other = second.queue("r");
      Records.record(first, "a");
      assertThat(slept.attend()).isTrue();
      first.events(0, 1);
      List<FileEvent> taken = Records.take(slept);
      server.execute("UPDATE " + table("leases") + " SET until = 'epoch'"); // it slept for long
      Until.isTrue("the other takes over", other::attend);
      slept.acknowledge(taken);
      assertThat(second.receivers().get(0).pending()).as("the acknowledgement is lost").isOne();
      assertThat(Records.take(other)).as("the event is not").isEqualTo(taken);
    }
  }

  @Test
  void aHandleThatLostItsLeaseBeginsAnotherTerm() {
    try (PostgresOutbox first =
        new PostgresOutbox(withLeases(options, Duration.ofSeconds(1), LONG))) {
      EventQueue queue = first.queue("r");
      long term = queue.term();
      assertThat(queue.attend()).isTrue();
      Records.record(first, "a");
      first.events(0, 1);
      List<FileEvent> taken = Records.take(queue);
      server.execute(
          "UPDATE " + table("leases") + " SET holder = 0, epoch = epoch + 1, until = 'epoch'");
      Until.isTrue("it is seen", () -> queue.term() > term);
      Until.isTrue("it delivers again", queue::attend);
      assertThat(Records.take(queue)).isEqualTo(taken);
    }
  }

  @Test
  void theIntentsOfADeadNodeAreSettledByAnother() {
    try (PostgresOutbox dead = new PostgresOutbox(options);
        PostgresOutbox other = new PostgresOutbox(options)) {
      FileEventLog.Change change = dead.begin(Records.intent("a"));
      boolean unused = other.settle(path -> Optional.empty());
      assertThat(Records.paths(other)).isEmpty();
      server.execute("UPDATE " + table("owners") + " SET until = 'epoch' WHERE id = 1");
      unused = other.settle(path -> Optional.empty());
      assertThat(Records.paths(other)).containsExactly("a");
      change.confirm(List.of(Records.event("a")));
      assertThat(Records.paths(dead))
          .as("it only slept, and what it did then must be announced")
          .containsExactly("a", "a");
    }
  }

  @Test
  void whatASleeperDoesNotKnowIsSettledAgain() {
    try (PostgresOutbox slept = new PostgresOutbox(options);
        PostgresOutbox other = new PostgresOutbox(options)) {
      FileEventLog.Change change = slept.begin(Records.intent("a"));
      server.execute("UPDATE " + table("owners") + " SET until = 'epoch' WHERE id = 1");
      boolean unused = other.settle(path -> Optional.empty());
      String intents = "SELECT count(*) FROM " + table("intents");
      Until.isTrue("the intent is removed", () -> server.number(intents) == 0);
      change.end(List.of(), Records.intent("a").paths());
      Until.isTrue("it is there again", () -> server.number(intents) == 1);
      unused = other.settle(path -> Optional.empty());
      assertThat(Records.paths(other)).containsExactly("a", "a");
    }
  }

  @Test
  void eventsOfOtherNodesAreSignalled() {
    try (PostgresOutbox one = new PostgresOutbox(options);
        PostgresOutbox two = new PostgresOutbox(options)) {
      EventQueue queue = two.queue("r");
      Semaphore news = new Semaphore(0);
      queue.onNews(news::release);
      Until.isTrue(
          "it listens, and is told",
          () -> {
            Records.record(one, "a");
            return news.tryAcquire();
          });
    }
  }

  @Test
  void aUserWithoutRightsIsToldWhichToGrant() {
    String user = "u" + options.schema();
    server.execute("CREATE USER " + user);
    String url = server.url().replace("user=test", "user=" + user);
    assertThatThrownBy(() -> new PostgresOutbox(withUrl(url)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("CREATE SCHEMA IF NOT EXISTS " + options.schema())
        .hasMessageContaining("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES");
    new PostgresOutbox(options).close();
    assertThatThrownBy(() -> new PostgresOutbox(withUrl(url)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("GRANT USAGE ON SCHEMA " + options.schema());
    server.execute(
        String.format(
            "GRANT USAGE ON SCHEMA %1$s TO %2$s; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL"
                + " TABLES IN SCHEMA %1$s TO %2$s; GRANT USAGE ON ALL SEQUENCES IN SCHEMA %1$s TO"
                + " %2$s",
            options.schema(), user));
    try (PostgresOutbox outbox = new PostgresOutbox(withUrl(url))) {
      outbox.queue("r");
      Records.record(outbox, "a");
      assertThat(Records.paths(outbox)).containsExactly("a");
      server.execute("REVOKE INSERT ON " + table("intents") + " FROM " + user);
      assertThatThrownBy(() -> Records.record(outbox, "b"))
          .isInstanceOf(PermissionDeniedException.class)
          .hasMessageContaining("GRANT");
    }
  }

  @Test
  void tablesOfAnotherVersionAreRefused() {
    new PostgresOutbox(options).close();
    server.execute("UPDATE " + table("version") + " SET version = 99");
    assertThatThrownBy(() -> new PostgresOutbox(options))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("another version of Coffer");
  }

  @Test
  void aDatabaseThatCannotBeReachedIsAnErrorOfTheConnection() throws Exception {
    try (Socket held = new Socket()) { // it has the port, and listens to nobody
      held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      assertThatThrownBy(() -> new PostgresOutbox(withUrl(PostgresServer.url(held.getLocalPort()))))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("open")
          .hasMessageNotContaining("user=test");
    }
  }

  @Test
  void anUnknownDatabaseIsAnErrorOfTheConfiguration() {
    assertThatThrownBy(
            () -> new PostgresOutbox(withUrl(server.url().replace("/postgres?", "/nowhere?"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void aConnectionThatWasLostIsOpenedAgainWithoutAnError() {
    try (PostgresOutbox outbox = new PostgresOutbox(options)) {
      outbox.queue("r");
      Records.record(outbox, "a");
      assertThat(Records.paths(outbox)).containsExactly("a");
      server.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'coffer'");
      Records.record(outbox, "b");
      assertThat(Records.paths(outbox)).containsExactly("a", "b");
    }
  }
}
