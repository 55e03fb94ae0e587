package dev.coffer.delivery;

import dev.coffer.concurrent.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How long a delivery is tried and how long it waits in between: a random time of up to the initial
 * delay, doubled with each attempt, of up to the longest delay. It is random as a whole, so that
 * many that failed together do not come back together.
 *
 * @param giveUpAfter how long an event is tried, from its first attempt that failed; the last
 *     attempt is made at the end of that time
 * @param initialDelay the most to wait after the first attempt
 * @param maxDelay the most to wait after any
 * @param attempts how often it is tried at the most, at least 1; empty for no such bound
 */
public record RetrySchedule(
    Duration giveUpAfter, Duration initialDelay, Duration maxDelay, OptionalInt attempts) {
  /** Three days, from one second to an hour. */
  public static final RetrySchedule USUAL =
      new RetrySchedule(
          Duration.ofDays(3), Duration.ofSeconds(1), Duration.ofHours(1), OptionalInt.empty());

  private static final Duration LONGEST_ASKED = Duration.ofDays(1);

  /**
   * Checks the number of attempts.
   *
   * @param giveUpAfter not negative
   * @param initialDelay not negative
   * @param maxDelay not negative
   * @param attempts at least 1, or empty
   * @throws IllegalArgumentException if there is no attempt
   */
  public RetrySchedule {
    if (attempts.isPresent() && attempts.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "a delivery is tried at least once: " + attempts.getAsInt());
    }
  }

  /**
   * The same schedule with a bound on the number of attempts.
   *
   * @param most how often a delivery is tried, at least 1
   * @return a new schedule
   * @throws IllegalArgumentException if there is no attempt
   */
  public RetrySchedule withAttempts(int most) {
    return new RetrySchedule(giveUpAfter, initialDelay, maxDelay, OptionalInt.of(most));
  }

  /**
   * How long to wait after an attempt that failed.
   *
   * @param attempt 1 after the first
   * @param random from 0 inclusive to 1 exclusive
   * @param asked what the receiver asked for, if anything; it is waited for at least so long, up to
   *     a day
   * @return the time until the next attempt
   */
  public Duration delay(int attempt, double random, Optional<Duration> asked) {
    return longer(backoff().pause(attempt, random), bounded(asked));
  }

  /** What a receiver asked for, as far as it is heeded. */
  static Duration bounded(Optional<Duration> asked) {
    return shorter(asked.orElse(Duration.ZERO), LONGEST_ASKED);
  }

  /**
   * How long to wait after a failure that was no attempt: as it doubles with each, up to as long as
   * it has failed.
   */
  Duration delayWithoutAttempt(Duration failing, double random) {
    return Backoff.part(shorter(longer(failing, initialDelay), maxDelay), random);
  }

  /** The most that is waited after an attempt. */
  Duration bound(int attempt) {
    return backoff().bound(attempt);
  }

  /** The most that is waited, whatever the receiver asks for. */
  Duration longest() {
    return longer(maxDelay, LONGEST_ASKED);
  }

  /** Whether an event is not tried any more. */
  boolean isExhausted(int tried, Duration failing) {
    boolean late = failing.compareTo(giveUpAfter) >= 0;
    return late || (attempts.isPresent() && tried >= attempts.getAsInt());
  }

  private Backoff backoff() {
    return new Backoff(initialDelay, maxDelay);
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
