package dev.coffer.redis;

import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import dev.coffer.delivery.Receiver;
import dev.coffer.delivery.ReceiverProvider;
import java.util.List;

/** Provides the streams of Redis that a configuration names. */
public final class RedisEventsProvider implements ReceiverProvider {
  /** Creates the provider; called by the service loader. */
  public RedisEventsProvider() {}

  @Override
  public List<Option<?>> options() {
    return RedisEventsOptions.ALL;
  }

  @Override
  public List<Receiver> receivers(Settings settings) {
    return RedisEventsOptions.streams(settings).stream().map(RedisStream::receiver).toList();
  }
}
