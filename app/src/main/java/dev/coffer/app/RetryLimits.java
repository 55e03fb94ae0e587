package dev.coffer.app;

import dev.coffer.config.Assembly;
import dev.coffer.config.Setting;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * For how long a store repeats what fails, as the ends of sentences.
 *
 * @param unreachable if nothing is there: no server, or no such host
 * @param otherwise if the server fails in another way
 */
record RetryLimits(String unreachable, String otherwise) {
  /** Of a store that does not say. */
  static final RetryLimits UNKNOWN = new RetryLimits("", "");

  /** Reads them from the options of the store, and of the layer that may end or prolong them. */
  static RetryLimits of(Assembly assembly) {
    Optional<String> deadline = text(ofLayers(assembly), "deadline");
    if (deadline.isPresent()) {
      return new RetryLimits(deadline.get(), deadline.get());
    }
    if (text(ofLayers(assembly), "retry.attempts").isPresent()) {
      return UNKNOWN;
    }
    return new RetryLimits(
        text(assembly.settings().all().stream(), "request.unreachable-after").orElse(""),
        text(assembly.settings().all().stream(), "request.give-up-after").orElse(""));
  }

  private static Stream<Setting> ofLayers(Assembly assembly) {
    return assembly.layers().stream().flatMap(layer -> layer.settings().all().stream());
  }

  private static Optional<String> text(Stream<Setting> settings, String option) {
    return settings
        .filter(setting -> setting.name().equals(option))
        .map(setting -> " for up to " + setting.value() + " (" + option + ")")
        .findFirst();
  }
}
