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
          entry("coffer-zstd", List.of("compression", "compression.min-size", "compression.level")),
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
