package dev.coffer.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import dev.coffer.delivery.DeliveringFileStore;
import dev.coffer.delivery.DeliveryPolicy;
import dev.coffer.delivery.RetrySchedule;
import dev.coffer.event.DeadLetter;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.memory.InMemoryFileStore;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Options;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong at a server of NATS: nothing is lost, and the order of each path stays. */
@Timeout(120)
@SuppressWarnings("try") // the close of a connection may be interrupted
@Tag("servers")
class NatsMishapsTest {
  private static final DeliveryPolicy QUICK =
      new DeliveryPolicy(
          new RetrySchedule(
              Duration.ofDays(1), Duration.ofMillis(1), Duration.ofMillis(50), OptionalInt.empty()),
          8,
          Optional.empty(),
          Duration.ofSeconds(60));

  @TempDir Path directory;

  private final InMemoryFileStore files = new InMemoryFileStore();
  private final InMemoryEventLog log = new InMemoryEventLog();

  private static NatsSubject.Builder subject(NatsServer server) {
    return NatsSubject.builder(server.url(), NatsServer.SUBJECT)
        .policy(QUICK)
        .timeout(Duration.ofSeconds(2));
  }

  private DeliveringFileStore open(NatsSubject.Builder subject) {
    return new DeliveringFileStore(files, log, List.of(subject.build().receiver()));
  }

  private static void change(DeliveringFileStore store, int from, int to) {
    for (int i = from; i < to; i++) {
      store.write("f" + i % 7, "content " + i);
    }
  }

  private void awaitFailure(String reason) {
    while (log.receivers().get(0).lastAnswer().filter(last -> last.contains(reason)).isEmpty()) {
      LockSupport.parkNanos(100_000);
    }
  }

  private static List<Message> stored(NatsServer server) throws Exception {
    try (Connection connection = server.connect()) {
      return new StoredMessages(connection).next();
    }
  }

  private void assertComplete(List<Message> messages) {
    assertThat(log.receivers().get(0).pending()).as("%s", log.receivers()).isZero();
    assertThat(log.deadLetters()).isEmpty();
    for (int path = 0; path < 7; path++) {
      String subject = NatsServer.SUBJECT + ".f" + path;
      assertThat(messages)
          .filteredOn(message -> message.getSubject().equals(subject))
          .extracting(message -> message.getHeaders().getFirst("ce-sequence"))
          .isNotEmpty()
          .isSorted();
    }
  }

  @Test
  void aServerThatIsKilledAndStartedAgainGetsEverything() throws Exception {
    try (NatsServer server = new NatsServer(directory)) {
      try (Connection connection = server.connect()) {
        NatsServer.create(connection);
      }
      try (DeliveringFileStore store = open(subject(server))) {
        change(store, 0, 50);
        server.kill();
        change(store, 50, 100);
        awaitFailure("");
        server.restart();
        change(store, 100, 120);
      }
      assertComplete(stored(server));
    }
  }

  @Test
  void aStreamThatIsCreatedLaterHasAllThatWasWrittenBefore() throws Exception {
    try (NatsServer server = new NatsServer(directory);
        Connection connection = server.connect()) {
      try (DeliveringFileStore store = open(subject(server))) {
        change(store, 0, 20);
        awaitFailure("no stream of JetStream stores the subjects coffer.files.>");
        NatsServer.create(connection);
      }
      assertComplete(stored(server));
    }
  }

  @Test
  void aMessageIsACloudEventWhoseSubjectEndsWithThePath() throws Exception {
    try (NatsServer server = new NatsServer(directory);
        Connection connection = server.connect()) {
      NatsServer.create(connection);
      try (DeliveringFileStore store = open(subject(server).content(10))) {
        store.write("a.b/caf\u00e9 *>", "hello");
      }
      Message message = stored(server).get(0);
      assertThat(message.getSubject()).isEqualTo("coffer.files.a%2Eb.caf%C3%A9%20%2A%3E");
      assertThat(message.getHeaders().getFirst("ce-subject")).isEqualTo("a.b/caf%C3%A9%20*>");
      assertThat(message.getHeaders().getFirst("ce-type")).isEqualTo("dev.coffer.file.written.v1");
      assertThat(message.getHeaders().getFirst("content-type")).isEqualTo("application/json");
      assertThat(new String(message.getData(), StandardCharsets.UTF_8))
          .contains("\"content\":\"hello\"");
    }
  }

  @Test
  void theLongestPathHasASubject() throws Exception {
    String segment = "\u00e9".repeat(127);
    String path = String.join("/", segment, segment, segment, segment);
    try (NatsServer server = new NatsServer(directory);
        Connection connection = server.connect()) {
      NatsServer.create(connection);
      try (DeliveringFileStore store = open(subject(server))) {
        store.write(path, "x");
      }
      assertThat(stored(server)).hasSize(1);
    }
  }

  @Test
  void whatTheUserMayNotPublishIsADeadLetterWithTheReason() throws Exception {
    Path settings = directory.resolve("nats.conf");
    Files.writeString(
        settings,
        """
        authorization { users = [
          { user: admin, password: admin },
          { user: ada, password: "s3cret", permissions: { publish: "other.>" } }
        ] }
        """);
    try (NatsServer server = new NatsServer(directory, "-c", settings.toString());
        Connection admin = server.connect(new Options.Builder().userInfo("admin", "admin"))) {
      NatsServer.create(admin);
      try (DeliveringFileStore store =
          open(
              subject(server)
                  .config("io.nats.client.username", "ada")
                  .config("io.nats.client.password", "s3cret"))) {
        store.write("a", "x");
      }
    }
    assertThat(log.deadLetters())
        .singleElement()
        .extracting(DeadLetter::reason)
        .asString()
        .containsIgnoringCase("permissions violation");
  }

  @Test
  void aServerThatIsAwayIsNoMissingStream() throws Exception {
    try (EventSink sink =
        NatsSubject.builder("nats://127.0.0.1:1503", NatsServer.SUBJECT)
            .timeout(Duration.ofSeconds(2))
            .build()
            .sink(files)) {
      EventSink.Result result =
          sink.deliver(List.of(FileEvent.found(FilePath.of("a"), Optional.empty(), Instant.now())));
      assertThat(result).isInstanceOf(EventSink.TryAgain.class);
      assertThat(result.reason()).contains("Connection refused").doesNotContain("stream");
    }
  }

  @Test
  void aWrongPasswordIsTriedAgainAndNotShown() throws Exception {
    try (NatsServer server = new NatsServer(directory, "--user", "ada", "--pass", "right")) {
      server.connect(new Options.Builder().userInfo("ada", "right")).close();
      try (EventSink sink =
          subject(server)
              .config("io.nats.client.username", "ada")
              .config("io.nats.client.password", "wr0ng")
              .build()
              .sink(files)) {
        EventSink.Result result =
            sink.deliver(
                List.of(FileEvent.found(FilePath.of("a"), Optional.empty(), Instant.now())));
        assertThat(result).isInstanceOf(EventSink.TryAgain.class);
        assertThat(result.reason()).isNotBlank().doesNotContain("wr0ng");
      }
    }
  }
}
