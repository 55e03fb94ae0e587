package dev.coffer.redis;

import dev.coffer.config.Option;
import dev.coffer.config.Secret;
import dev.coffer.config.Settings;
import dev.coffer.delivery.BusOptions;
import dev.coffer.delivery.TlsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

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
    settings.find(CA_FILE).map(file -> tls(file, settings)).ifPresent(builder::tls);
    settings.find(MAX_LENGTH).ifPresent(builder::maxLength);
    return builder.build();
  }

  private static SSLContext tls(String text, Settings settings) {
    if (!settings.get(URL).startsWith("rediss:")) {
      throw settings.wrong(CA_FILE, CA_FILE + " has no effect without a rediss:// URL");
    }
    Path file = settings.localPath(CA_FILE, text);
    try {
      return TlsSettings.context(Optional.of(file), Optional.empty(), new char[0]);
    } catch (IOException | GeneralSecurityException e) {
      throw settings.wrong(CA_FILE, "the certificates of " + CA_FILE + " cannot be read: " + e, e);
    }
  }
}
