package dev.coffer.remote;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before an attempt is made again: a random time of up to {@code first}, doubled
 * with each attempt, of up to {@code most}. The time is random as a whole, so that clients that
 * failed together do not come back together.
 *
 * @param first the most to wait before the first repetition
 * @param most the most to wait before any
 */
public record Backoff(Duration first, Duration most) {
  /** From 50 milliseconds to five seconds. */
  public static final Backoff USUAL = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5));

  private static final int MOST_DOUBLINGS = 30;

  /**
   * Waits.
   *
   * @param repetition 1 before the first repetition
   * @throws InterruptedException when the thread is interrupted
   */
  public void await(int repetition) throws InterruptedException {
    Thread.sleep(pause(repetition));
  }

  /** How many milliseconds to wait before a repetition. */
  long pause(int repetition) {
    return ThreadLocalRandom.current().nextLong(bound(repetition).toMillis() + 1);
  }

  /** The most that is waited before a repetition. */
  Duration bound(int repetition) {
    Duration bound = first.multipliedBy(1L << Math.min(repetition - 1, MOST_DOUBLINGS));
    return bound.compareTo(most) < 0 ? bound : most;
  }
}
