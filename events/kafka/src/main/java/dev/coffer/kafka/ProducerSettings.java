package dev.coffer.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The settings of a producer: those of the user, and those that keep Coffer's promises. */
final class ProducerSettings {
  /** Those that {@link KafkaTopic} has methods for, and those that its records need. */
  private static final Set<String> OWN =
      Set.of(
          "bootstrap.servers",
          "key.serializer",
          "value.serializer",
          "max.block.ms",
          "delivery.timeout.ms",
          "transactional.id");

  private ProducerSettings() {}

  /** Refuses a setting that would lose records, reorder them or outlast an attempt. */
  static void requireOpen(String key, String value) {
    if (OWN.contains(key)) {
      throw new IllegalArgumentException(key + " cannot be set: Coffer sets it itself");
    }
    String word = value.strip().toLowerCase(Locale.ROOT);
    if (key.equals("acks") && !word.equals("all") && !word.equals("-1")) {
      throw new IllegalArgumentException("acks must be all: a record could be lost otherwise");
    }
    if (key.equals("enable.idempotence") && !word.equals("true")) {
      throw new IllegalArgumentException(
          "enable.idempotence must be true: records could change their order otherwise");
    }
  }

  /**
   * An attempt waits for what the client knows of the cluster for at most a third of its time, and
   * for the acknowledgement for the rest, in which a lost request is repeated.
   */
  static Map<String, Object> of(KafkaTopic topic) {
    Map<String, Object> all = new HashMap<>();
    Duration toFind = topic.timeout().dividedBy(3);
    Duration toDeliver = topic.timeout().minus(toFind);
    boolean batched = topic.isBatched();
    all.put(ProducerConfig.CLIENT_ID_CONFIG, "coffer");
    all.put(ProducerConfig.LINGER_MS_CONFIG, batched ? "5" : "0");
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(toDeliver.dividedBy(2)));
    all.putAll(topic.config());
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.servers());
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(toFind));
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(toDeliver));
    all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return all;
  }

  private static String millis(Duration time) {
    return Long.toString(Math.min(Math.max(1, time.toMillis()), Integer.MAX_VALUE));
  }
}
