package dev.coffer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import dev.coffer.delivery.DeliveringFileStore;
import dev.coffer.event.DeadLetter;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.memory.InMemoryFileStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong at a broker: nothing is lost, and the order of each path stays. */
@Timeout(240)
@Tag("servers")
class KafkaMishapsTest {
  private final KafkaBroker broker = KafkaBroker.shared();
  private final String topic = "mishaps-" + UUID.randomUUID();
  private final InMemoryFileStore files = new InMemoryFileStore();
  private final InMemoryEventLog log = new InMemoryEventLog();

  @AfterEach
  void close() {
    files.close();
  }

  private KafkaTopic.Builder topic() {
    return KafkaTopic.builder(broker.servers(), topic)
        .policy(Brokers.QUICK)
        .timeout(Duration.ofSeconds(3));
  }

  private DeliveringFileStore open(KafkaTopic.Builder topic) {
    return new DeliveringFileStore(files, log, List.of(topic.build().receiver()));
  }

  private List<ConsumerRecord<byte[], byte[]>> records() {
    try (TopicReader reader = new TopicReader(broker, topic)) {
      return reader.next();
    }
  }

  private static void change(DeliveringFileStore store, int from, int to) {
    for (int i = from; i < to; i++) {
      store.write("f" + i % 7, "content " + i);
    }
  }

  private void assertComplete() {
    assertThat(log.receivers().get(0).pending()).isZero();
    assertThat(log.deadLetters()).isEmpty();
    assertOrdered(records());
  }

  /** The sequence of a path never goes back, but for repetitions of its last event. */
  private static void assertOrdered(List<ConsumerRecord<byte[], byte[]>> records) {
    for (int path = 0; path < 7; path++) {
      String key = "f" + path;
      assertThat(records)
          .filteredOn(record -> TopicReader.key(record).equals(key))
          .extracting(record -> TopicReader.header(record, "ce_sequence"))
          .isNotEmpty()
          .isSorted();
    }
  }

  @Test
  void aTopicThatIsCreatedLaterHasAllThatWasWrittenBefore() throws Exception {
    try (DeliveringFileStore store = open(topic().timeout(Duration.ofMillis(900)))) {
      change(store, 0, 20);
      awaitFailure();
      broker.create(topic, 1);
    }
    assertComplete();
  }

  private void awaitFailure() {
    while (log.receivers().get(0).lastAnswer().isEmpty()) {
      LockSupport.parkNanos(100_000);
    }
  }

  @Test
  @Tag("thorough")
  void aTopicThatIsDeletedHasTheNewChangesOnceItIsThereAgain() throws Exception {
    broker.create(topic, 1);
    try (DeliveringFileStore store = open(topic())) {
      change(store, 0, 20);
      broker.delete(topic);
      change(store, 20, 40);
      awaitFailure();
      broker.create(topic, 1);
    }
    assertComplete();
  }

  @Test
  @Tag("thorough")
  void partitionsCanGrow() throws Exception {
    broker.create(topic, 1);
    try (DeliveringFileStore store = open(topic().config("metadata.max.age.ms", "50"))) {
      change(store, 0, 50);
      broker.grow(topic, 4);
      change(store, 50, 150);
    }
    assertThat(log.receivers().get(0).pending()).isZero();
    assertThat(records()).extracting(TopicReader::key).contains("f0", "f6");
  }

  @Test
  @Tag("thorough")
  void aBrokerThatRestartsGetsEverything() throws Exception {
    broker.create(topic, 1);
    try (DeliveringFileStore store = open(topic())) {
      change(store, 0, 50);
      broker.stop();
      change(store, 50, 100);
      broker.restart();
      change(store, 100, 120);
    }
    assertComplete();
  }

  @Test
  void whatIsTooLargeIsADeadLetterWithTheReason() throws Exception {
    broker.create(topic, 1);
    broker.configure(topic, Map.of("max.message.bytes", "1"));
    try (DeliveringFileStore store = open(topic())) {
      store.write("a", "x");
    }
    assertThat(log.deadLetters())
        .singleElement()
        .extracting(DeadLetter::reason)
        .asString()
        .contains("RecordTooLargeException");
  }

  @Test
  void aClusterThatNobodyReachesIsTriedAgainWithinTheTimeOfAnAttempt() throws Exception {
    KafkaTopic nobody =
        KafkaTopic.builder("localhost:1", topic).timeout(Duration.ofMillis(600)).build();
    try (EventSink sink = nobody.sink(files)) {
      EventSink.Result result =
          sink.deliver(List.of(FileEvent.found(FilePath.of("a"), Optional.empty(), Instant.now())));
      assertThat(result).isInstanceOf(EventSink.TryAgain.class);
      assertThat(result.reason()).contains("TimeoutException").contains("not present in metadata");
    }
  }

  /** A name may be resolved later, for example when the other container has started. */
  @Test
  void aNameThatCannotBeResolvedIsTriedAgain() throws Exception {
    KafkaTopic unknown =
        KafkaTopic.builder("no-such-host.invalid:9092", topic)
            .timeout(Duration.ofMillis(600))
            .build();
    try (EventSink sink = unknown.sink(files)) {
      assertThat(
              sink.deliver(
                  List.of(FileEvent.found(FilePath.of("a"), Optional.empty(), Instant.now()))))
          .isInstanceOf(EventSink.TryAgain.class);
    }
  }
}
