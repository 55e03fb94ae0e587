package dev.coffer.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads what a topic has. */
final class TopicReader implements AutoCloseable {
  private final String topic;
  private final Consumer<byte[], byte[]> consumer;

  TopicReader(KafkaBroker broker, String topic) {
    this.topic = topic;
    this.consumer = broker.consumer();
  }

  /** Returns the records since the last call, in order within a partition. */
  List<ConsumerRecord<byte[], byte[]>> next() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(each -> new TopicPartition(topic, each.partition()))
            .toList();
    if (!consumer.assignment().containsAll(partitions)) {
      consumer.assign(partitions);
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    while (partitions.stream()
        .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
      consumer.poll(Duration.ofSeconds(5)).forEach(records::add);
    }
    return records;
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  /** Returns {@code +path} for a file that exists, {@code -path} for one that does not. */
  static String change(ConsumerRecord<byte[], byte[]> record) {
    return (isDeletion(record) ? "-" : "+") + key(record);
  }

  static boolean isDeletion(ConsumerRecord<byte[], byte[]> record) {
    return header(record, "ce_type").contains("deleted");
  }

  @Override
  public void close() {
    consumer.close();
  }
}
