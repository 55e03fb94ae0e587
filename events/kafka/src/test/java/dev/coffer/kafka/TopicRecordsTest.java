package dev.coffer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.delivery.DeliveringFileStore;
import dev.coffer.delivery.DeliveryPolicy;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.memory.InMemoryFileStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What stands in the records of a topic. */
@Tag("one-jdk")
@Timeout(120)
class TopicRecordsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaBroker broker = KafkaBroker.shared();
  private final String topic = "records-" + UUID.randomUUID();

  @BeforeEach
  void create() throws Exception {
    broker.create(topic, 1);
  }

  private KafkaTopic.Builder topic() {
    return KafkaTopic.builder(broker.servers(), topic).policy(Brokers.QUICK);
  }

  private static DeliveringFileStore open(KafkaTopic topic) {
    return new DeliveringFileStore(
        new InMemoryFileStore(), new InMemoryEventLog(), List.of(topic.receiver()));
  }

  private List<ConsumerRecord<byte[], byte[]>> records() {
    try (TopicReader reader = new TopicReader(broker, topic)) {
      return reader.next();
    }
  }

  private static JsonNode data(ConsumerRecord<byte[], byte[]> record) {
    return JSON.readTree(record.value());
  }

  @Test
  void aRecordIsACloudEventOfThePathWithoutTheContent() {
    try (DeliveringFileStore store = open(topic().build())) {
      store.write("a/caf\u00e9 \ud83d\ude80.txt", "secret");
    }
    ConsumerRecord<byte[], byte[]> record = records().get(0);
    assertThat(TopicReader.key(record)).isEqualTo("a/caf\u00e9 \ud83d\ude80.txt");
    assertThat(TopicReader.header(record, "ce_specversion")).isEqualTo("1.0");
    assertThat(TopicReader.header(record, "ce_type")).isEqualTo("dev.coffer.file.written.v1");
    assertThat(TopicReader.header(record, "ce_source")).startsWith("coffer:Memory");
    assertThat(TopicReader.header(record, "ce_subject")).isEqualTo(TopicReader.key(record));
    assertThat(UUID.fromString(TopicReader.header(record, "ce_id")).version()).isEqualTo(7);
    assertThat(TopicReader.header(record, "ce_sequence")).hasSize(19).endsWith("1");
    assertThat(TopicReader.header(record, "content-type")).isEqualTo("application/json");
    assertThat(data(record).get("size").asInt()).isEqualTo(6);
    assertThat(new String(record.value(), StandardCharsets.UTF_8)).doesNotContain("secret");
  }

  @Test
  void smallContentsAreSentIfTheyAreAskedFor() {
    try (DeliveringFileStore store = open(topic().content(5).build())) {
      store.write("text", "\"\u00e9\n");
      store.write("bytes", new byte[] {(byte) 0xFF, 0});
      store.write("large", "123456");
    }
    assertThat(records())
        .allSatisfy(
            record -> {
              JsonNode data = data(record);
              switch (TopicReader.key(record)) {
                case "text" -> assertThat(data.get("content").asString()).isEqualTo("\"\u00e9\n");
                case "bytes" -> {
                  assertThat(data.get("content").asString()).isEqualTo("/wA=");
                  assertThat(data.get("encoding").asString()).isEqualTo("base64");
                }
                default -> assertThat(data.has("content")).isFalse();
              }
            })
        .hasSize(3);
  }

  @Test
  void aMoveIsTwoRecords() {
    try (DeliveringFileStore store = open(topic().build())) {
      store.write("from", "x");
      store.move("from", "to");
    }
    List<ConsumerRecord<byte[], byte[]>> records = records();
    ConsumerRecord<byte[], byte[]> source = records.get(records.size() - 1);
    ConsumerRecord<byte[], byte[]> target = records.get(records.size() - 2);
    assertThat(TopicReader.header(target, "ce_type")).isEqualTo("dev.coffer.file.moved.v1");
    assertThat(data(target).get("source").asString()).isEqualTo("from");
    assertThat(TopicReader.key(target)).isEqualTo("to");
    assertThat(TopicReader.change(source)).isEqualTo("-from");
    assertThat(TopicReader.header(source, "ce_id"))
        .isEqualTo(TopicReader.header(target, "ce_id") + ".source");
  }

  @Test
  void aDeletionHasNoValueIfTombstonesAreAskedFor() {
    try (DeliveringFileStore store = open(topic().tombstones(true).build())) {
      store.delete("a");
      store.write("b", "x");
    }
    assertThat(records())
        .allSatisfy(
            record -> assertThat(record.value() == null).isEqualTo(TopicReader.isDeletion(record)))
        .extracting(TopicReader::change)
        .containsExactlyInAnyOrder("-a", "+b");
  }

  @Test
  void batchesHaveTheLastChangeOfEachPath() {
    DeliveryPolicy quick = Brokers.QUICK;
    DeliveryPolicy batches =
        new DeliveryPolicy(quick.retries(), 1, Optional.of(Brokers.SOON), quick.closeTimeout());
    try (DeliveringFileStore store = open(topic().policy(batches).build())) {
      for (int i = 0; i < 500; i++) {
        store.write("f" + i % 50, "content " + i);
      }
    }
    assertThat(records()).hasSizeBetween(50, 500);
    assertThat(records()).extracting(TopicReader::key).contains("f0", "f49");
  }
}
