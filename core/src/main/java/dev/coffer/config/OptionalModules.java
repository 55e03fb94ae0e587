package dev.coffer.config;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The features of Coffer's optional modules, so that an error can name the missing module. */
final class OptionalModules {
  private static final Map<String, Map<String, String>> BACK_ENDS =
      Map.of(
          "type", Map.of("s3", "coffer-s3", "google_cloud", "coffer-gcs"),
          "scheme", Map.of("s3", "coffer-s3", "gs", "coffer-gcs"));

  /** The options of layers, each in full: what merely begins alike may be unknown to the module. */
  static final Map<String, List<String>> OPTIONS =
      Map.ofEntries(
          entry("coffer-audit", List.of("audit", "audit.on-failure", "audit.max-size")),
          entry(
              "coffer-cache",
              List.of("cache", "cache.disk", "cache.max-file", "cache.ttl", "cache.validate")),
          entry("coffer-delivery", List.of("outbox", "outbox.max", "outbox.on-full")),
          entry(
              "coffer-postgres",
              List.of(
                  "outbox.user",
                  "outbox.password",
                  "outbox.schema",
                  "outbox.lease",
                  "outbox.owner-lease",
                  "outbox.shards")),
          entry("coffer-micrometer", List.of("micrometer", "micrometer.store")),
          entry(
              "coffer-retry",
              List.of(
                  "deadline",
                  "retry.attempts",
                  "retry.initial-delay",
                  "retry.max-delay",
                  "retry.budget",
                  "breaker.failures",
                  "breaker.delay",
                  "operations.limit")),
          entry(
              "coffer-replicate",
              List.of(
                  "replicas",
                  "replication.ack",
                  "replication.timeout",
                  "replication.read",
                  "replication.max-lag",
                  "replication.lease",
                  "replication.close-timeout")),
          entry("coffer-zstd", List.of("compression", "compression.min-size", "compression.level")),
          entry(
              "coffer-kafka",
              List.of(
                  "events.kafka.servers",
                  "events.kafka.topic",
                  "events.kafka.config",
                  "events.kafka.tombstones",
                  "events.kafka.content",
                  "events.kafka.batch",
                  "events.kafka.batch.timeout",
                  "events.kafka.retry.give-up-after",
                  "events.kafka.retry.initial-delay",
                  "events.kafka.retry.max-delay",
                  "events.kafka.retry.attempts",
                  "events.kafka.timeout",
                  "events.kafka.in-flight",
                  "events.kafka.wait",
                  "events.kafka.close-timeout")),
          entry(
              "coffer-nats",
              List.of(
                  "events.nats.url",
                  "events.nats.subject",
                  "events.nats.config",
                  "events.nats.content",
                  "events.nats.batch",
                  "events.nats.batch.timeout",
                  "events.nats.retry.give-up-after",
                  "events.nats.retry.initial-delay",
                  "events.nats.retry.max-delay",
                  "events.nats.retry.attempts",
                  "events.nats.timeout",
                  "events.nats.in-flight",
                  "events.nats.wait",
                  "events.nats.close-timeout")),
          entry(
              "coffer-redis",
              List.of(
                  "events.redis.url",
                  "events.redis.stream",
                  "events.redis.password",
                  "events.redis.ca-file",
                  "events.redis.max-length",
                  "events.redis.content",
                  "events.redis.batch",
                  "events.redis.batch.timeout",
                  "events.redis.retry.give-up-after",
                  "events.redis.retry.initial-delay",
                  "events.redis.retry.max-delay",
                  "events.redis.retry.attempts",
                  "events.redis.timeout",
                  "events.redis.in-flight",
                  "events.redis.wait",
                  "events.redis.close-timeout",
                  "cache.redis",
                  "cache.redis.password",
                  "cache.redis.store",
                  "cache.redis.timeout")),
          entry(
              "coffer-webhook",
              List.of(
                  "webhook.url",
                  "webhook.headers",
                  "webhook.session-api-key",
                  "webhook.batch",
                  "webhook.batch.timeout",
                  "webhook.batch.max-age",
                  "webhook.batch.bytes",
                  "webhook.format",
                  "webhook.secret",
                  "webhook.retry.give-up-after",
                  "webhook.retry.initial-delay",
                  "webhook.retry.max-delay",
                  "webhook.retry.attempts",
                  "webhook.timeout",
                  "webhook.in-flight",
                  "webhook.wait",
                  "webhook.close-timeout",
                  "webhook.private-addresses",
                  "webhook.ca-file",
                  "webhook.key-store",
                  "webhook.key-store-password")));

  private OptionalModules() {}

  /** Returns the hint for a receiver of events whose module is missing. */
  static String receiverHint(String option, String source) {
    String what = option.equals(FileStoreConfig.WEBHOOK_URL) ? "the web hook's URL" : option;
    return hint(what + " (" + source + ")", withOption(option).orElse("coffer-delivery"));
  }

  /** Returns the modules that provide back ends, by their types or by their schemes. */
  static Map<String, String> providing(String what) {
    return BACK_ENDS.getOrDefault(what, Map.of());
  }

  /** Returns the module that provides an option, in any spelling of its name. */
  static Optional<String> withOption(String spelling) {
    return OPTIONS.entrySet().stream()
        .filter(module -> module.getValue().stream().anyMatch(OptionName.sameAs(spelling)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Returns the hint for a known name whose module is missing. */
  static String hint(String what, String module) {
    return "%s needs the module %s: add dev.coffer:%s to the class path"
        .formatted(what, module, module);
  }
}
