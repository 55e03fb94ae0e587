package dev.coffer.retry;

import dev.coffer.Capability;
import dev.coffer.FileStore;
import dev.coffer.Layer;
import dev.coffer.config.LayerProvider;
import dev.coffer.config.Option;
import dev.coffer.config.Position;
import dev.coffer.config.Setting;
import dev.coffer.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Provides a layer that limits the time of operations and retries them. */
public final class RetryProvider implements LayerProvider {
  private static final Option<Duration> DEADLINE =
      Option.duration(
          "deadline",
          "How long an operation may take, including retries; for a read, the opening and each"
              + " piece.");
  private static final Option<Integer> ATTEMPTS =
      Option.integer(
          "retry.attempts",
          "How often an operation with a retryable error is attempted, if repeating it is safe."
              + " For stores that do not repeat requests themselves.");
  private static final Option<Duration> INITIAL_DELAY =
      Option.duration(
              "retry.initial-delay",
              "The maximum delay after the first attempt; it doubles with each attempt.")
          .orElse("50ms");
  private static final Option<Duration> MAX_DELAY =
      Option.duration("retry.max-delay", "The maximum delay after any attempt.").orElse("5s");
  private static final Option<Integer> BUDGET =
      Option.integer(
              "retry.budget",
              "The maximum number of retries, in percent of the operations, plus ten at first and"
                  + " one per second.")
          .orElse("20");
  private static final Option<Integer> BREAKER_FAILURES =
      Option.integer(
          "breaker.failures",
          "The number of consecutive failures after which operations are refused at once, until"
              + " one succeeds.");
  private static final Option<Duration> BREAKER_DELAY =
      Option.duration("breaker.delay", "How long operations are refused until one is tried.")
          .orElse("10s");
  private static final Option<Integer> CONCURRENCY =
      Option.integer(
          "operations.limit", "The maximum number of concurrent operations; the others" + " wait.");

  /** Creates the provider; called by the service loader. */
  public RetryProvider() {}

  @Override
  public String name() {
    return "retry";
  }

  @Override
  public Position position() {
    return Position.RETRY;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        DEADLINE,
        ATTEMPTS,
        INITIAL_DELAY,
        MAX_DELAY,
        BUDGET,
        BREAKER_FAILURES,
        BREAKER_DELAY,
        CONCURRENCY);
  }

  @Override
  public Optional<Layer> layer(Settings settings) {
    refuseIdle(settings, ATTEMPTS, List.of(INITIAL_DELAY, MAX_DELAY, BUDGET));
    refuseIdle(settings, BREAKER_FAILURES, List.of(BREAKER_DELAY));
    if (!isOn(settings)) {
      return Optional.empty();
    }
    requirePositive(settings, List.of(ATTEMPTS, BUDGET, BREAKER_FAILURES, CONCURRENCY));
    requireTime(settings, List.of(DEADLINE, BREAKER_DELAY));
    refuseShrinking(settings);
    RetryOptions options = options(settings);
    return Optional.of(next -> wrap(next, options));
  }

  private static RetryOptions options(Settings settings) {
    try {
      return new RetryOptions(
          settings.find(DEADLINE),
          settings.find(ATTEMPTS).orElse(1),
          settings.get(INITIAL_DELAY),
          settings.get(MAX_DELAY),
          settings.get(BUDGET),
          settings.find(BREAKER_FAILURES).orElse(0),
          settings.get(BREAKER_DELAY),
          settings.find(CONCURRENCY).orElse(0));
    } catch (IllegalArgumentException e) {
      throw settings.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isOn(Settings settings) {
    return settings.find(DEADLINE).isPresent()
        || settings.find(ATTEMPTS).isPresent()
        || settings.find(BREAKER_FAILURES).isPresent()
        || settings.find(CONCURRENCY).isPresent();
  }

  private static FileStore wrap(FileStore next, RetryOptions options) {
    if (options.attempts() > 1 && next.capabilities().has(Capability.REPEATED_REQUESTS)) {
      Logger log = LoggerFactory.getLogger(RetryingFileStore.class);
      log.warn("{} repeats its requests itself; {} has no effect on it", next, ATTEMPTS.name());
    }
    return new RetryingFileStore(next, options);
  }

  private static void requirePositive(Settings settings, List<Option<Integer>> options) {
    for (Option<Integer> option : options) {
      if (settings.find(option).filter(value -> value < 1).isPresent()) {
        throw settings.wrong(option + " is 0; it must be at least 1, or be omitted");
      }
    }
  }

  private static void requireTime(Settings settings, List<Option<Duration>> options) {
    for (Option<Duration> option : options) {
      if (settings.find(option).filter(Duration::isZero).isPresent()) {
        throw settings.wrong(option + " is 0; it must be longer, such as 5s, or be omitted");
      }
    }
  }

  private static void refuseShrinking(Settings settings) {
    if (settings.get(MAX_DELAY).compareTo(settings.get(INITIAL_DELAY)) < 0) {
      throw settings.wrong("retry.max-delay is shorter than retry.initial-delay");
    }
  }

  /**
   * Refuses options that would have no effect, since they were probably meant for something else.
   */
  private static void refuseIdle(Settings settings, Option<?> needed, List<Option<?>> options) {
    if (settings.find(needed).isPresent()) {
      return;
    }
    for (Option<?> option : options) {
      Optional<Setting> idle = settings.setting(option).filter(given -> !given.isDefault());
      if (idle.isPresent()) {
        throw settings.wrong(idle.get() + " has no effect without " + needed);
      }
    }
  }
}
