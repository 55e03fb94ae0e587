import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints what a topic says each path has now: java -cp LIBRARIES LatestState.java SERVERS TOPIC */
final class LatestState {
  /** The last record of a path is its latest state, whatever was repeated before it. */
  static void apply(ConsumerRecord<String, String> change, Map<String, String> files) {
    if (change.value() == null || type(change).equals("dev.coffer.file.deleted.v1")) {
      files.remove(change.key());
    } else {
      files.put(change.key(), change.value());
    }
  }

  private static String type(ConsumerRecord<String, String> change) {
    return new String(change.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
  }

  public static void main(String[] args) {
    Map<String, String> files = new TreeMap<>();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", args[0], "auto.offset.reset", "earliest");
    StringDeserializer text = new StringDeserializer();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings, text, text)) {
      List<TopicPartition> all =
          consumer.partitionsFor(args[1]).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(Duration.ofSeconds(1)).forEach(change -> apply(change, files));
      }
    }
    files.values().forEach(System.out::println);
  }
}
