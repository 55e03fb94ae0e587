package dev.coffer.delivery;

import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The options that every kind of message broker has: what is sent, and when it is tried again.
 *
 * <pre>{@code
 * private static final BusOptions BUS = new BusOptions("events.kafka");
 * }</pre>
 */
public final class BusOptions {
  private static final Duration LONGEST_BATCH = Duration.ofSeconds(1);

  private final String prefix;
  private final Option<Long> content;
  private final Option<Duration> timeout;
  private final Option<Integer> inFlight;
  private final Option<Boolean> batch;
  private final Option<Duration> batchTimeout;
  private final Option<Boolean> wait;
  private final Option<Duration> giveUpAfter;
  private final Option<Duration> initialDelay;
  private final Option<Duration> maxDelay;
  private final Option<Integer> attempts;
  private final Option<Duration> closeTimeout;

  /**
   * Declares the options.
   *
   * @param prefix the beginning of their names, without a dot at its end
   */
  public BusOptions(String prefix) {
    this.prefix = prefix;
    content =
        Option.size(
            prefix + ".content",
            "The size of the largest file whose content is sent along; none is without it.");
    timeout = Option.duration(prefix + ".timeout", "How long one attempt may take.").orElse("15s");
    inFlight =
        Option.integer(
                prefix + ".in-flight",
                "The maximum number of concurrent deliveries; one for batches.")
            .orElse("16");
    batch =
        Option.flag(
                prefix + ".batch",
                "Whether changes are published in batches: more a second, a little later.")
            .orElse("false");
    batchTimeout =
        Option.duration(
                prefix + ".batch.timeout",
                "A batch is sent this long after the last change, at the latest a second after"
                    + " the first.")
            .orElse("50ms");
    wait =
        Option.flag(
                prefix + ".wait",
                "Whether a change returns only once the broker has it, at the latest after the"
                    + " timeout.")
            .orElse("false");
    giveUpAfter =
        Option.duration(
                prefix + ".retry.give-up-after",
                "How long a change is retried, from its first attempt; then it becomes a dead"
                    + " letter.")
            .orElse("3d");
    initialDelay =
        Option.duration(
                prefix + ".retry.initial-delay",
                "The maximum delay after the first attempt; it doubles with each attempt.")
            .orElse("1s");
    maxDelay =
        Option.duration(prefix + ".retry.max-delay", "The maximum delay after any attempt.")
            .orElse("5m");
    attempts =
        Option.integer(
            prefix + ".retry.attempts",
            "The maximum number of attempts, in addition to the time limit.");
    closeTimeout =
        Option.duration(
                prefix + ".close-timeout", "How long closing continues to deliver pending changes.")
            .orElse("10s");
  }

  /**
   * Returns all options.
   *
   * @return the options, in the order of the reference page
   */
  public List<Option<?>> all() {
    return List.of(
        content,
        batch,
        batchTimeout,
        giveUpAfter,
        initialDelay,
        maxDelay,
        attempts,
        timeout,
        inFlight,
        wait,
        closeTimeout);
  }

  /**
   * Returns the size of the largest file whose content is sent.
   *
   * @param settings the options of the layer
   * @return the size; empty if no content is sent
   */
  public OptionalLong content(Settings settings) {
    return settings.find(content).map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  /**
   * Returns how long one attempt may take.
   *
   * @param settings the options of the layer
   * @return the time
   */
  public Duration timeout(Settings settings) {
    return settings.get(timeout);
  }

  /**
   * Returns whether changes wait for the broker.
   *
   * @param settings the options of the layer
   * @return true if they do
   */
  public boolean waits(Settings settings) {
    return settings.get(wait);
  }

  /**
   * Returns how changes are delivered.
   *
   * @param settings the options of the layer
   * @return the policy
   * @throws dev.coffer.ConfigurationException if a number is zero that must not be
   */
  public DeliveryPolicy policy(Settings settings) {
    if (settings.find(attempts).orElse(1) < 1 || settings.get(inFlight) < 1) {
      throw settings.wrong(
          prefix + ".retry.attempts and " + prefix + ".in-flight must be at least 1");
    }
    return new DeliveryPolicy(
        retries(settings), settings.get(inFlight), batches(settings), settings.get(closeTimeout));
  }

  private RetrySchedule retries(Settings settings) {
    RetrySchedule schedule =
        new RetrySchedule(
            settings.get(giveUpAfter),
            settings.get(initialDelay),
            settings.get(maxDelay),
            OptionalInt.empty());
    return settings.find(attempts).map(schedule::withAttempts).orElse(schedule);
  }

  private Optional<BatchPolicy> batches(Settings settings) {
    return settings.get(batch)
        ? Optional.of(new BatchPolicy(settings.get(batchTimeout), LONGEST_BATCH, largest(settings)))
        : Optional.empty();
  }

  /** Sizes of files count only if contents are sent. */
  private long largest(Settings settings) {
    return content(settings).isPresent() ? BatchPolicy.USUAL.bytes() : Long.MAX_VALUE;
  }
}
