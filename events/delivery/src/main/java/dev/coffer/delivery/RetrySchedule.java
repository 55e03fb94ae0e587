package dev.coffer.delivery;

import dev.coffer.concurrent.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Determines how long a delivery is tried and the delay between attempts: a random time up to the
 * initial delay, which doubles with each attempt up to the maximum delay. All of the delay is
 * random, so that deliveries that failed together are not retried together.
 *
 * @param giveUpAfter how long an event is tried, from its first failed attempt; the last attempt is
 *     made at the end of that time
 * @param initialDelay the maximum delay after the first attempt
 * @param maxDelay the maximum delay after any attempt
 * @param attempts the maximum number of attempts, at least 1; empty for no limit
 */
public record RetrySchedule(
    Duration giveUpAfter, Duration initialDelay, Duration maxDelay, OptionalInt attempts) {
  /** Retries for three days, with delays from one second up to an hour. */
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
   * @throws IllegalArgumentException if {@code attempts} is less than 1
   */
  public RetrySchedule {
    if (attempts.isPresent() && attempts.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "there must be at least one attempt: " + attempts.getAsInt());
    }
  }

  /**
   * Returns this schedule with a limit on the number of attempts.
   *
   * @param most the maximum number of attempts, at least 1
   * @return a new schedule
   * @throws IllegalArgumentException if {@code attempts} is less than 1
   */
  public RetrySchedule withAttempts(int most) {
    return new RetrySchedule(giveUpAfter, initialDelay, maxDelay, OptionalInt.of(most));
  }

  /**
   * Returns how long to wait after a failed attempt.
   *
   * @param attempt the number of the attempt, from 1
   * @param random from 0 inclusive to 1 exclusive
   * @param asked the delay requested by the receiver, if any; the result is at least this long, up
   *     to a day
   * @return the time until the next attempt
   */
  public Duration delay(int attempt, double random, Optional<Duration> asked) {
    return longer(backoff().pause(attempt, random), bounded(asked));
  }

  /** Returns the delay requested by a receiver, as far as it is honored. */
  static Duration bounded(Optional<Duration> asked) {
    return shorter(asked.orElse(Duration.ZERO), LONGEST_ASKED);
  }

  /**
   * Returns how long to wait after a failure that was not an attempt: it doubles with each, up to
   * the time since the first failure.
   */
  Duration delayWithoutAttempt(Duration failing, double random) {
    return Backoff.part(shorter(longer(failing, initialDelay), maxDelay), random);
  }

  /** Returns the maximum delay after an attempt. */
  Duration bound(int attempt) {
    return backoff().bound(attempt);
  }

  /** Returns the maximum delay, whatever the receiver requests. */
  Duration longest() {
    return longer(maxDelay, LONGEST_ASKED);
  }

  /** Returns whether an event is no longer tried. */
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
