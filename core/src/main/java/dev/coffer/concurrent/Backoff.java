package dev.coffer.concurrent;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before an attempt is made again: a random time of up to {@code first}, doubled
 * with each attempt, of up to {@code most}. The time is random as a whole, so that clients that
 * failed together do not come back together.
 *
 * @param first the most to wait after the first attempt
 * @param most the most to wait after any
 */
public record Backoff(Duration first, Duration most) {
  /** From 50 milliseconds to five seconds. */
  public static final Backoff USUAL = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5));

  private static final int MOST_DOUBLINGS = 30;

  /**
   * Returns the most that is waited after an attempt.
   *
   * @param attempt 1 after the first
   * @return at most {@link #most()}
   */
  public Duration bound(int attempt) {
    return shorter(first.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS)), most);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * Returns how long to wait after an attempt.
   *
   * @param attempt 1 after the first
   * @param random from 0 inclusive to 1 exclusive
   * @return that part of the most
   */
  public Duration pause(int attempt, double random) {
    return part(bound(attempt), random);
  }

  /**
   * Returns how long to wait after an attempt.
   *
   * @param attempt 1 after the first
   * @return a random time
   */
  public Duration pause(int attempt) {
    return pause(attempt, ThreadLocalRandom.current().nextDouble());
  }

  /**
   * Returns a random part of a time.
   *
   * @param most not negative
   * @param random from 0 inclusive to 1 exclusive
   * @return less than {@code most}, unless that is zero
   */
  public static Duration part(Duration most, double random) {
    return Duration.ofNanos((long) (most.toNanos() * random));
  }

  /**
   * Waits.
   *
   * @param attempt 1 after the first
   * @throws InterruptedException if the thread is interrupted
   */
  public void await(int attempt) throws InterruptedException {
    Thread.sleep(pause(attempt).toMillis());
  }
}
