package dev.coffer.app;

import dev.coffer.config.Assembly;
import dev.coffer.config.Setting;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * For how long a store repeats what fails; nothing of a store that does not say.
 *
 * @param unreachable if nothing is there: no server, or no such host
 * @param otherwise if the server fails in another way
 */
record RetryLimits(Optional<Limit> unreachable, Optional<Limit> otherwise) {
  /** Of a store that does not say. */
  static final RetryLimits UNKNOWN = new RetryLimits(Optional.empty(), Optional.empty());

  /** A time, and the option that sets it. */
  record Limit(String time, String option) {
    boolean isLongerThan(Duration other) {
      try {
        return Age.parse(time).compareTo(other) > 0;
      } catch (CommandException e) {
        return false; // it is written in a way that only options know
      }
    }

    /** The end of a sentence. */
    @Override
    public String toString() {
      return " for up to " + time + " (" + option + ")";
    }
  }

  /** Reads them from the options of the store, and of the layer that may end or prolong them. */
  static RetryLimits of(Assembly assembly) {
    Optional<Limit> deadline = limit(ofLayers(assembly), "deadline");
    if (deadline.isPresent()) {
      return new RetryLimits(deadline, deadline);
    }
    if (limit(ofLayers(assembly), "retry.attempts").isPresent()) {
      return UNKNOWN;
    }
    return new RetryLimits(
        limit(assembly.settings().all().stream(), "request.unreachable-after"),
        limit(assembly.settings().all().stream(), "request.give-up-after"));
  }

  /** The same for a caller that waits no longer. */
  RetryLimits within(Duration most, Limit own) {
    return new RetryLimits(shorter(unreachable, most, own), shorter(otherwise, most, own));
  }

  private static Optional<Limit> shorter(Optional<Limit> limit, Duration most, Limit own) {
    return limit.filter(given -> !given.isLongerThan(most)).or(() -> Optional.of(own));
  }

  private static Stream<Setting> ofLayers(Assembly assembly) {
    return assembly.layers().stream().flatMap(layer -> layer.settings().all().stream());
  }

  private static Optional<Limit> limit(Stream<Setting> settings, String option) {
    return settings
        .filter(setting -> setting.name().equals(option))
        .map(setting -> new Limit(setting.value(), option))
        .findFirst();
  }
}
