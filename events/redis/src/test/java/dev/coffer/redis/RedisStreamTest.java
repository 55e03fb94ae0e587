package dev.coffer.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.StorageFullException;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.delivery.DeliveringFileStore;
import dev.coffer.delivery.DeliveryPolicy;
import dev.coffer.delivery.RetrySchedule;
import dev.coffer.event.DeadLetter;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.event.OverflowPolicy;
import dev.coffer.event.ReceiverState;
import dev.coffer.memory.InMemoryFileStore;
import io.valkey.Jedis;
import io.valkey.StreamEntryID;
import io.valkey.resps.StreamEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of Redis: their entries, their settings, and what goes wrong. */
@Timeout(120)
class RedisStreamTest {
  static final DeliveryPolicy QUICK =
      new DeliveryPolicy(
          new RetrySchedule(
              Duration.ofDays(1), Duration.ofMillis(1), Duration.ofMillis(50), OptionalInt.empty()),
          8,
          Optional.empty(),
          Duration.ofSeconds(60));

  private final InMemoryEventLog log = new InMemoryEventLog();

  private DeliveringFileStore open(RedisStream.Builder stream) {
    RedisStream built = stream.policy(QUICK).timeout(Duration.ofMinutes(1)).build();
    return new DeliveringFileStore(new InMemoryFileStore(), log, List.of(built.receiver()));
  }

  private static List<Map<String, String>> entries(RedisServer server, String stream) {
    try (Jedis admin = new Jedis(server.uri())) {
      List<StreamEntry> all =
          admin.xrange(stream, (StreamEntryID) null, (StreamEntryID) null, Integer.MAX_VALUE);
      return all.stream().map(StreamEntry::getFields).toList();
    }
  }

  @Test
  void anEntryIsACloudEventOfThePath() {
    try (RedisServer server = RedisServer.start()) {
      try (DeliveringFileStore store =
          open(RedisStream.builder(server.uri(), "files").content(10))) {
        store.write("caf\u00e9 \ud83d\ude80", "hello");
      }
      Map<String, String> entry = entries(server, "files").get(0);
      assertThat(entry)
          .containsEntry("specversion", "1.0")
          .containsEntry("type", "dev.coffer.file.written.v1")
          .containsEntry("subject", "caf\u00e9 \ud83d\ude80")
          .containsEntry("datacontenttype", "application/json")
          .containsKeys("id", "source", "time", "sequence");
      assertThat(entry.get("data")).contains("\"content\":\"hello\"");
    }
  }

  @Test
  void aStreamCanBeBounded() {
    try (RedisServer server = RedisServer.start("--stream-node-max-entries", "10")) {
      try (DeliveringFileStore store =
          open(RedisStream.builder(server.uri(), "files").maxLength(20))) {
        for (int i = 0; i < 200; i++) {
          store.write("f" + i, "x");
        }
      }
      assertThat(entries(server, "files")).hasSizeBetween(20, 40);
    }
  }

  @Test
  void aServerThatIsKilledAndStartedAgainGetsEverything() throws Exception {
    try (RedisServer server = RedisServer.start("--appendonly", "yes", "--appendfsync", "always")) {
      try (DeliveringFileStore store = open(RedisStream.builder(server.uri(), "files"))) {
        change(store, 0, 50);
        server.kill();
        change(store, 50, 100);
        while (log.receivers().get(0).lastAnswer().isEmpty()) {
          LockSupport.parkNanos(100_000);
        }
        server.restart();
        change(store, 100, 120);
      }
      assertThat(log.receivers().get(0).pending()).isZero();
      assertOrdered(entries(server, "files"));
    }
  }

  @Test
  void aFullOutboxRefusesChangesUntilTheServerIsBackAndLosesNothing() throws Exception {
    InMemoryEventLog small = new InMemoryEventLog(30, OverflowPolicy.FAIL);
    try (RedisServer server = RedisServer.start()) {
      RedisStream.Builder stream = RedisStream.builder(server.uri(), "files").policy(QUICK);
      server.kill();
      try (DeliveringFileStore store =
          new DeliveringFileStore(
              new InMemoryFileStore(), small, List.of(stream.build().receiver()))) {
        assertThatThrownBy(() -> change(store, 0, 1000)).isInstanceOf(StorageFullException.class);
        server.restart();
        while (small.receivers().get(0).pending() > 0) {
          LockSupport.parkNanos(100_000);
        }
        change(store, 0, 7);
      }
      assertThat(small.deadLetters()).isEmpty();
      assertOrdered(entries(server, "files"));
    }
  }

  private static void change(DeliveringFileStore store, int from, int to) {
    for (int i = from; i < to; i++) {
      store.write("f" + i % 7, "content " + i);
    }
  }

  private static void assertOrdered(List<Map<String, String>> entries) {
    for (int path = 0; path < 7; path++) {
      String subject = "f" + path;
      assertThat(entries)
          .filteredOn(entry -> entry.getOrDefault("subject", "").equals(subject))
          .extracting(entry -> entry.get("sequence"))
          .isNotEmpty()
          .isSorted();
    }
  }

  @Test
  void whatTheUserMayNotAddIsADeadLetterWithTheReason() {
    try (RedisServer server = RedisServer.start()) {
      try (Jedis admin = new Jedis(server.uri())) {
        admin.aclSetUser("ada", "on", ">s3cret", "~files", "+ping", "+client");
      }
      String uri = server.uri().replace("//", "//ada@");
      try (DeliveringFileStore store = open(RedisStream.builder(uri, "files").password("s3cret"))) {
        store.write("a", "x");
      }
      assertThat(log.deadLetters())
          .singleElement()
          .extracting(DeadLetter::reason)
          .asString()
          .startsWith("NOPERM")
          .doesNotContain("s3cret");
    }
  }

  @Test
  void aUriNamesTheStreams() {
    try (RedisServer server = RedisServer.start()) {
      String uri =
          "memory:?outbox=memory&events.redis.stream=one%20two&events.redis.url=" + server.uri();
      try (FileStore store = FileStores.open(uri)) {
        assertThat(store.toString()).startsWith("Observed(Redis(Memory(");
        store.write("a", "1");
        assertThat(store.unwrap(FileEventLog.class).orElseThrow().receivers())
            .extracting(ReceiverState::receiver)
            .containsExactlyInAnyOrder("redis:one", "redis:two");
      }
      assertThat(entries(server, "one")).hasSize(1);
      assertThat(entries(server, "two")).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "redis://ada:secret@h, s, events.redis.password",
    "http://h, s, redis://host:port",
    "redis://h:65536, s, a port from 1 to 65535",
    "redis://h, '', events.redis.stream is missing",
    "'', s, events.redis.url is missing"
  })
  void whatIsNoStreamIsRefused(String url, String stream, String hint) {
    FileStoreConfig config =
        FileStoreConfig.builder()
            .type("memory")
            .environment(Map.of())
            .option("events.redis.url", url)
            .option("events.redis.stream", stream)
            .build();
    assertThatThrownBy(() -> FileStores.open(config))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(hint)
        .hasMessageNotContaining("secret");
  }

  @Test
  void theErrorOfAWrongUrlNamesWhereItCameFrom() {
    FileStoreConfig config =
        FileStoreConfig.builder()
            .type("memory")
            .environment(Map.of("COFFER_EVENTS_REDIS_URL", "redis://ada:secret@h"))
            .option("events.redis.stream", "s")
            .build();
    assertThatThrownBy(() -> FileStores.open(config))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("COFFER_EVENTS_REDIS_URL")
        .hasMessageNotContaining("secret");
  }
}
