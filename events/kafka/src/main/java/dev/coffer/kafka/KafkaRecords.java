package dev.coffer.kafka;

import dev.coffer.delivery.CloudEvent;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Makes records of events, as the Kafka binding of CloudEvents describes its binary mode. */
record KafkaRecords(String topic, boolean tombstones) {
  ProducerRecord<byte[], byte[]> of(CloudEvent event) {
    byte @Nullable [] value = tombstones && event.isDeletion() ? null : bytes(event.data());
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, bytes(event.path().toString()), value);
    event.attributes().forEach((name, text) -> record.headers().add("ce_" + name, bytes(text)));
    if (value != null) {
      record.headers().add("content-type", bytes(CloudEvent.DATA_TYPE));
    }
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
