package dev.coffer.delivery;

import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The options that every kind of message broker has: what is sent, and when it is tried again.
 *
 * <pre>{@code
 * private static final BusOptions BUS = new BusOptions("events.kafka");
 * }</pre>
 */
public final class BusOptions {
  private static final Duration LONGEST_BATCH = Duration.ofSeconds(1);

  /** A name that every broker takes: with it, only the server can be wrong. */
  private static final String PLAIN_NAME = "a";

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
   * Returns a builder for each thing that is published to, such as a topic, with these options set.
   *
   * @param <B> the kind of builder
   * @param settings the options of the layer
   * @param server the option that says where the broker is
   * @param names the option with their names, separated by spaces
   * @param builder makes a builder, given the server and a name; its {@link
   *     IllegalArgumentException} says what is wrong with them
   * @return the builders; empty if neither option is set
   * @throws dev.coffer.ConfigurationException if one of the two options is missing, or a value
   *     cannot work
   */
  public <B extends BusBuilder<B>> List<B> builders(
      Settings settings,
      Option<String> server,
      Option<String> names,
      BiFunction<String, String, B> builder) {
    if (settings.find(server).isEmpty() && settings.find(names).isEmpty()) {
      return List.of();
    }
    String place = settings.get(server);
    B unused = checked(() -> builder.apply(place, PLAIN_NAME), server, settings);
    return Stream.of(settings.get(names).strip().split("\\s+", -1))
        .map(name -> checked(() -> builder.apply(place, name), names, settings))
        .map(made -> set(made, settings))
        .toList();
  }

  private static <B> B checked(Supplier<B> builder, Option<String> at, Settings settings) {
    try {
      return builder.get();
    } catch (IllegalArgumentException e) {
      throw settings.wrong(at, String.valueOf(e.getMessage()));
    }
  }

  private <B extends BusBuilder<B>> B set(B builder, Settings settings) {
    settings.find(content).ifPresent(builder::content);
    return builder
        .timeout(settings.get(timeout))
        .policy(policy(settings))
        .waits(settings.get(wait));
  }

  private DeliveryPolicy policy(Settings settings) {
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
    return settings.find(content).isPresent() ? BatchPolicy.USUAL.bytes() : Long.MAX_VALUE;
  }
}
