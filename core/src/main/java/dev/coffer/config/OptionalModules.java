package dev.coffer.config;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The features of Coffer's optional modules, so that an error can name the missing module. */
final class OptionalModules {
  private static final Map<String, Map<String, String>> BACK_ENDS =
      Map.of(
          "type", Map.of("s3", "coffer-s3", "google_cloud", "coffer-gcs"),
          "scheme", Map.of("s3", "coffer-s3", "gs", "coffer-gcs"));

  /** What every receiver of events has. */
  private static final String DELIVERY =
      "retry.give-up-after retry.initial-delay retry.max-delay retry.attempts"
          + " timeout in-flight wait close-timeout";

  private static final String BROKER = "content batch batch.timeout " + DELIVERY;

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
          entry("coffer-kafka", of("events.kafka", "servers topic config tombstones", BROKER)),
          entry("coffer-nats", of("events.nats", "url subject config", BROKER)),
          entry(
              "coffer-redis",
              Stream.of(
                      of("events.redis", "url stream password ca-file max-length", BROKER),
                      List.of("cache.redis"),
                      of("cache.redis", "password ca-file store timeout"))
                  .flatMap(List::stream)
                  .toList()),
          entry(
              "coffer-webhook",
              of(
                  "webhook",
                  "url headers session-api-key",
                  "batch batch.timeout batch.max-age batch.bytes format secret",
                  DELIVERY,
                  "private-addresses ca-file key-store key-store-password")));

  private OptionalModules() {}

  private static List<String> of(String prefix, String... names) {
    return Stream.of(names)
        .flatMap(words -> Stream.of(words.split(" ", -1)))
        .map(name -> prefix + "." + name)
        .toList();
  }

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
