package dev.coffer.webhook;

import dev.coffer.ConfigurationException;
import dev.coffer.config.Option;
import dev.coffer.config.Secret;
import dev.coffer.config.Settings;
import dev.coffer.delivery.BatchPolicy;
import dev.coffer.delivery.RetrySchedule;
import dev.coffer.delivery.TlsSettings;
import dev.coffer.text.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;

/** A receiver from a configuration. */
final class WebHookOptions {
  /** The addresses that a receiver may have. */
  enum PrivateAddresses {
    /** Any. */
    ALLOW,
    /** Public ones only. */
    DENY
  }

  private static final Option<String> URL =
      Option.text(
          "webhook.url",
          "The receivers of every change: an http or https URL, or several, separated by spaces;"
              + " each has its own queue in the outbox.");
  private static final String[] NONE = {};
  private static final String KEY = "X-Session-API-Key";
  private static final Option<Secret> HEADERS =
      Option.secret("webhook.headers", "Headers of each request, as a JSON object.");
  private static final Option<Secret> SESSION_KEY =
      Option.secret(
              "webhook.session-api-key",
              "Sent as the header X-Session-API-Key to receivers without configured headers.")
          .alsoFrom("SESSION_API_KEY");
  static final Option<Boolean> BATCH =
      Option.flag(
              "webhook.batch",
              "Whether changes are sent in batches instead of one per" + " request.")
          .orElse("false");
  private static final Option<Duration> BATCH_TIMEOUT =
      Option.duration("webhook.batch.timeout", "A batch is sent this long after the last change.")
          .orElse("5s");
  private static final Option<Duration> BATCH_MAX_AGE =
      Option.duration(
              "webhook.batch.max-age",
              "A batch is sent at the latest this long after its first change.")
          .orElse("30s");
  private static final Option<Long> BATCH_BYTES =
      Option.size(
              "webhook.batch.bytes", "A batch is sent at once when its contents reach this size.")
          .orElse("1MiB");
  private static final Option<Duration> GIVE_UP_AFTER =
      Option.duration(
              "webhook.retry.give-up-after",
              "How long a change is retried, from its first attempt; then it becomes a dead"
                  + " letter.")
          .orElse("3d");
  private static final Option<Integer> ATTEMPTS =
      Option.integer(
          "webhook.retry.attempts",
          "The maximum number of attempts, in addition to" + " the time limit.");
  private static final Option<Duration> INITIAL_DELAY =
      Option.duration(
              "webhook.retry.initial-delay",
              "The maximum delay after the first attempt; it doubles with each attempt.")
          .orElse("1s");
  private static final Option<Duration> MAX_DELAY =
      Option.duration("webhook.retry.max-delay", "The maximum delay after any attempt.")
          .orElse("1h");
  private static final Option<Duration> TIMEOUT =
      Option.duration("webhook.timeout", "How long one request may take.").orElse("15s");
  private static final Option<Integer> IN_FLIGHT =
      Option.integer(
              "webhook.in-flight",
              "The maximum number of concurrent requests; one for" + " batches.")
          .orElse("8");
  private static final Option<Boolean> WAIT =
      Option.flag(
              "webhook.wait",
              "Whether a change returns only once the receiver has it, at the latest after"
                  + " webhook.timeout.")
          .orElse("false");
  private static final Option<Duration> CLOSE_TIMEOUT =
      Option.duration(
              "webhook.close-timeout", "How long closing continues to deliver pending changes.")
          .orElse("10s");
  private static final Option<Format> FORMAT =
      Option.choice(
              "webhook.format",
              Format.class,
              "The format: contents as OpenHands' receivers expect them, or CloudEvents without"
                  + " contents.")
          .orElse("openhands");
  private static final Option<Secret> SECRET =
      Option.secret(
          "webhook.secret",
          "The secret that signs each request as specified by Standard Webhooks; several,"
              + " separated by spaces, for a rotation.");
  private static final Option<PrivateAddresses> PRIVATE_ADDRESSES =
      Option.choice(
              "webhook.private-addresses",
              PrivateAddresses.class,
              "Whether the receiver may have a loopback, private or link-local address; use deny"
                  + " for URLs supplied by users.")
          .orElse("allow");
  private static final Option<String> CA =
      Option.text(
          "webhook.ca-file", "A file of certificates (PEM) to trust instead of the platform's.");
  private static final Option<String> KEY_STORE =
      Option.text("webhook.key-store", "A key store with the client certificate.");
  private static final Option<Secret> KEY_STORE_PASSWORD =
      Option.secret("webhook.key-store-password", "The password of the key store.");

  static final List<Option<?>> ALL =
      List.of(
          URL,
          HEADERS,
          SESSION_KEY,
          BATCH,
          BATCH_TIMEOUT,
          BATCH_MAX_AGE,
          BATCH_BYTES,
          FORMAT,
          SECRET,
          GIVE_UP_AFTER,
          INITIAL_DELAY,
          MAX_DELAY,
          ATTEMPTS,
          TIMEOUT,
          IN_FLIGHT,
          WAIT,
          CLOSE_TIMEOUT,
          PRIVATE_ADDRESSES,
          CA,
          KEY_STORE,
          KEY_STORE_PASSWORD);

  private WebHookOptions() {}

  /** Returns one receiver per URL. */
  static List<WebHook> receivers(Settings settings) {
    List<WebHook> receivers = new ArrayList<>();
    for (String url : settings.find(URL).map(urls -> urls.strip().split("\\s+")).orElse(NONE)) {
      if (!receivers.isEmpty() && !url.contains("://")) {
        throw settings.wrong(
            "webhook.url contains several URLs, separated by spaces, and one of them is not"
                + " valid; write a space within a URL as %20");
      }
      receivers.add(receiver(url, settings));
    }
    return List.copyOf(receivers);
  }

  private static WebHook receiver(String url, Settings settings) {
    if (settings.find(ATTEMPTS).orElse(1) < 1 || settings.get(IN_FLIGHT) < 1) {
      throw settings.wrong("webhook.retry.attempts and webhook.in-flight must be at least 1");
    }
    WebHook.Builder hook =
        WebHook.builder(url)
            .format(settings.get(FORMAT))
            .timeout(settings.get(TIMEOUT))
            .closeTimeout(settings.get(CLOSE_TIMEOUT))
            .inFlight(settings.get(IN_FLIGHT))
            .waits(settings.get(WAIT))
            .privateAddresses(settings.get(PRIVATE_ADDRESSES) == PrivateAddresses.ALLOW)
            .retries(retries(settings))
            .batch(
                new BatchPolicy(
                    settings.get(BATCH_TIMEOUT),
                    settings.get(BATCH_MAX_AGE),
                    settings.get(BATCH_BYTES)));
    settings
        .find(HEADERS)
        .ifPresentOrElse(
            json -> {
              Map<String, String> headers = headers(json, settings);
              set(HEADERS, settings, () -> hook.headers(headers));
            },
            () ->
                settings
                    .find(SESSION_KEY)
                    .ifPresent(
                        key -> set(SESSION_KEY, settings, () -> hook.header(KEY, key.reveal()))));
    settings
        .find(SECRET)
        .ifPresent(secret -> set(SECRET, settings, () -> hook.secret(secret.reveal())));
    tls(settings).ifPresent(hook::tls);
    return hook.build();
  }

  /** Sets a value; the error for a value that is refused names the source of the value. */
  private static void set(Option<?> option, Settings settings, Runnable setter) {
    try {
      setter.run();
    } catch (ConfigurationException e) {
      String message = String.valueOf(e.getMessage());
      String reason = message.substring(message.indexOf('(') + 1, message.length() - 1);
      throw settings.wrong(option, reason, e);
    }
  }

  private static RetrySchedule retries(Settings settings) {
    RetrySchedule schedule =
        new RetrySchedule(
            settings.get(GIVE_UP_AFTER),
            settings.get(INITIAL_DELAY),
            settings.get(MAX_DELAY),
            OptionalInt.empty());
    return settings.find(ATTEMPTS).map(schedule::withAttempts).orElse(schedule);
  }

  private static Map<String, String> headers(Secret json, Settings settings) {
    try {
      return JsonText.readTexts(json.reveal());
    } catch (IllegalArgumentException e) {
      throw settings.wrong(HEADERS, "webhook.headers must be a JSON object of strings");
    }
  }

  private static Optional<SSLContext> tls(Settings settings) {
    Optional<Path> authorities = settings.find(CA).map(text -> settings.localPath(CA, text));
    Optional<Path> keys = settings.find(KEY_STORE).map(text -> settings.localPath(KEY_STORE, text));
    if (authorities.isEmpty() && keys.isEmpty()) {
      return Optional.empty();
    }
    String password = settings.find(KEY_STORE_PASSWORD).map(Secret::reveal).orElse("");
    try {
      return Optional.of(TlsSettings.context(authorities, keys, password.toCharArray()));
    } catch (IOException | GeneralSecurityException e) {
      throw settings.wrong(
          authorities.isPresent() ? CA : KEY_STORE,
          "the certificates of webhook.ca-file and webhook.key-store cannot be read: " + e,
          e);
    }
  }
}
