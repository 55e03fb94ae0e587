package dev.coffer.event;

import java.time.Duration;
import java.time.Instant;

/**
 * When a failed operation is retried: after pauses that grow up to five minutes.
 *
 * @param due when it may be tried
 * @param pause how long it has waited for that; zero before the first try
 */
public record RetryTime(Instant due, Duration pause) {
  /** At once, for the first try. */
  public static final RetryTime NOW = new RetryTime(Instant.MIN, Duration.ZERO);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /**
   * Returns whether nothing was tried yet.
   *
   * @return true for {@link #NOW}
   */
  public boolean isFirst() {
    return pause.isZero();
  }

  /**
   * Returns whether it may be tried.
   *
   * @param now the current time
   * @return true if it is due
   */
  public boolean isDue(Instant now) {
    return !now.isBefore(due);
  }

  /**
   * Returns the time of the next try after another failure.
   *
   * @param now the current time
   * @return due after a longer pause
   */
  public RetryTime next(Instant now) {
    Duration doubled = isFirst() ? FIRST : pause.multipliedBy(2);
    Duration next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return new RetryTime(now.plus(next), next);
  }
}
