package dev.coffer.redis;

import dev.coffer.config.Option;
import dev.coffer.config.Secret;
import dev.coffer.config.Settings;
import dev.coffer.delivery.BusOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  private static final Option<Integer> MAX_LENGTH =
      Option.integer(
          "events.redis.max-length",
          "The approximate number of entries that the stream keeps; all are kept without it.");
  private static final BusOptions BUS = new BusOptions("events.redis");

  static final List<Option<?>> ALL = all();

  private RedisEventsOptions() {}

  private static List<Option<?>> all() {
    List<Option<?>> all = new ArrayList<>(List.of(URL, STREAM, PASSWORD, MAX_LENGTH));
    all.addAll(BUS.all());
    return List.copyOf(all);
  }

  /** Returns one receiver per stream. */
  static List<RedisStream> streams(Settings settings) {
    if (settings.find(URL).isEmpty() && settings.find(STREAM).isEmpty()) {
      return List.of();
    }
    String url = settings.get(URL);
    List<RedisStream> streams = new ArrayList<>();
    for (String stream : settings.get(STREAM).strip().split("\\s+", -1)) {
      streams.add(stream(url, stream, settings));
    }
    return List.copyOf(streams);
  }

  private static RedisStream stream(String url, String stream, Settings settings) {
    RedisStream.Builder builder =
        builder(url, stream, settings)
            .timeout(BUS.timeout(settings))
            .policy(BUS.policy(settings))
            .waits(BUS.waits(settings));
    Optional<Secret> password = settings.find(PASSWORD);
    password.ifPresent(secret -> builder.password(secret.reveal()));
    settings.find(MAX_LENGTH).ifPresent(builder::maxLength);
    BUS.content(settings).ifPresent(builder::content);
    return builder.build();
  }

  /** A URL is never shown: it may have a password. */
  private static RedisStream.Builder builder(String url, String stream, Settings settings) {
    try {
      return RedisStream.builder(url, stream);
    } catch (IllegalArgumentException e) {
      throw settings.wrong(URL, String.valueOf(e.getMessage()));
    }
  }
}
