package dev.coffer.redis;

import dev.coffer.config.Option;
import dev.coffer.config.Secret;
import dev.coffer.config.Settings;
import dev.coffer.delivery.BusOptions;
import java.util.ArrayList;
import java.util.List;

/** Streams from a configuration. */
final class RedisEventsOptions {
  private static final Option<String> URL =
      Option.text(
          "events.redis.url",
          "The Redis that hears every change: redis://host:port, or rediss:// for TLS. Needs"
              + " events.redis.stream.");
  private static final Option<String> STREAM =
      Option.text(
          "events.redis.stream",
          "The key of the stream, or several, separated by spaces; each has its own queue in the"
              + " outbox.");
  private static final Option<Secret> PASSWORD =
      Option.secret("events.redis.password", "The password of the user in the URL.");
  private static final Option<String> CA_FILE =
      Option.text(
          "events.redis.ca-file",
          "A file of certificates (PEM) to trust instead of the platform's, for a rediss:// URL.");
  private static final Option<Integer> MAX_LENGTH =
      Option.integer(
          "events.redis.max-length",
          "The approximate number of entries that the stream keeps; all are kept without it.");
  private static final BusOptions BUS = new BusOptions("events.redis");

  static final List<Option<?>> ALL = all();

  private RedisEventsOptions() {}

  private static List<Option<?>> all() {
    List<Option<?>> all = new ArrayList<>(List.of(URL, STREAM, PASSWORD, CA_FILE, MAX_LENGTH));
    all.addAll(BUS.all());
    return List.copyOf(all);
  }

  /** Returns one receiver per stream. */
  static List<RedisStream> streams(Settings settings) {
    return BUS.builders(settings, URL, STREAM, RedisStream::builder).stream()
        .map(builder -> stream(builder, settings))
        .toList();
  }

  private static RedisStream stream(RedisStream.Builder builder, Settings settings) {
    settings.find(PASSWORD).map(Secret::reveal).ifPresent(builder::password);
    RedisTls.context(settings, URL, CA_FILE).ifPresent(builder::tls);
    settings.find(MAX_LENGTH).ifPresent(builder::maxLength);
    return builder.build();
  }
}
