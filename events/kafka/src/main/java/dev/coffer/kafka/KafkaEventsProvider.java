package dev.coffer.kafka;

import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import dev.coffer.delivery.Receiver;
import dev.coffer.delivery.ReceiverProvider;
import java.util.List;

/** Provides the topics of Kafka that a configuration names. */
public final class KafkaEventsProvider implements ReceiverProvider {
  /** Creates the provider; called by the service loader. */
  public KafkaEventsProvider() {}

  @Override
  public List<Option<?>> options() {
    return KafkaOptions.ALL;
  }

  @Override
  public List<Receiver> receivers(Settings settings) {
    return KafkaOptions.topics(settings).stream().map(KafkaTopic::receiver).toList();
  }
}
