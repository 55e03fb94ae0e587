package dev.coffer.event;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a delivery is tried and how long it waits in between: a random time of up to the
 * initial delay, doubled with each attempt, of up to the longest delay. It is random as a whole, so
 * that many that failed together do not come back together.
 *
 * @param attempts how often at the most, at least 1
 * @param initialDelay the most to wait after the first attempt
 * @param maxDelay the most to wait after any
 */
public record RetrySchedule(int attempts, Duration initialDelay, Duration maxDelay) {
  /** Ten attempts, from one second to an hour. */
  public static final RetrySchedule USUAL =
      new RetrySchedule(10, Duration.ofSeconds(1), Duration.ofHours(1));

  private static final int MOST_DOUBLINGS = 30;
  private static final Duration LONGEST_ASKED = Duration.ofDays(1);

  /**
   * Checks the number of attempts.
   *
   * @param attempts at least 1
   * @param initialDelay not negative
   * @param maxDelay not negative
   * @throws IllegalArgumentException when there is no attempt
   */
  public RetrySchedule {
    if (attempts < 1) {
      throw new IllegalArgumentException("a delivery is tried at least once: " + attempts);
    }
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
    long most = bound(attempt).toNanos();
    Duration own = Duration.ofNanos((long) (most * random));
    Duration wanted = asked.orElse(Duration.ZERO);
    Duration least = wanted.compareTo(LONGEST_ASKED) < 0 ? wanted : LONGEST_ASKED;
    return own.compareTo(least) > 0 ? own : least;
  }

  /** The most that is waited after an attempt. */
  Duration bound(int attempt) {
    Duration bound = initialDelay.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
    return bound.compareTo(maxDelay) < 0 ? bound : maxDelay;
  }
}
