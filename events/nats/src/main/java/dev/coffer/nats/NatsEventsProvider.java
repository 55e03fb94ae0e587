package dev.coffer.nats;

import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import dev.coffer.delivery.Receiver;
import dev.coffer.delivery.ReceiverProvider;
import java.util.List;

/** Provides the subjects of NATS that a configuration names. */
public final class NatsEventsProvider implements ReceiverProvider {
  /** Creates the provider; called by the service loader. */
  public NatsEventsProvider() {}

  @Override
  public List<Option<?>> options() {
    return NatsEventsOptions.ALL;
  }

  @Override
  public List<Receiver> receivers(Settings settings) {
    return NatsEventsOptions.subjects(settings).stream().map(NatsSubject::receiver).toList();
  }
}
