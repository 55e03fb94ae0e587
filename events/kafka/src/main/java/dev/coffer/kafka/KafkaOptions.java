package dev.coffer.kafka;

import dev.coffer.config.Option;
import dev.coffer.config.Secret;
import dev.coffer.config.Settings;
import dev.coffer.delivery.BusOptions;
import dev.coffer.delivery.ClientProperties;
import java.util.ArrayList;
import java.util.List;

/** Topics from a configuration. */
final class KafkaOptions {
  private static final Option<String> SERVERS =
      Option.text(
          "events.kafka.servers",
          "Brokers of the cluster that hears every change: host:port, or several, separated by"
              + " commas. Needs events.kafka.topic.");
  private static final Option<String> TOPIC =
      Option.text(
          "events.kafka.topic",
          "The topic, or several, separated by spaces; each has its own queue in the outbox.");
  private static final Option<Secret> CONFIG =
      Option.secret(
          "events.kafka.config",
          "Further settings of Kafka's producer, such as those of TLS and SASL, as the lines of a"
              + " properties file; file:/etc/kafka/client.properties names one.");
  private static final Option<Boolean> TOMBSTONES =
      Option.flag(
              "events.kafka.tombstones",
              "Whether the record of a file that does not exist has no value, so that a compacted"
                  + " topic forgets its path.")
          .orElse("false");
  private static final BusOptions BUS = new BusOptions("events.kafka");

  static final List<Option<?>> ALL = all();

  private KafkaOptions() {}

  private static List<Option<?>> all() {
    List<Option<?>> all = new ArrayList<>(List.of(SERVERS, TOPIC, CONFIG, TOMBSTONES));
    all.addAll(BUS.all());
    return List.copyOf(all);
  }

  /** Returns one receiver per topic. */
  static List<KafkaTopic> topics(Settings settings) {
    return BUS.builders(settings, SERVERS, TOPIC, KafkaTopic::builder).stream()
        .map(builder -> topic(builder, settings))
        .toList();
  }

  private static KafkaTopic topic(KafkaTopic.Builder builder, Settings settings) {
    ClientProperties.pass(settings, CONFIG, builder::config);
    return builder.tombstones(settings.get(TOMBSTONES)).build();
  }
}
