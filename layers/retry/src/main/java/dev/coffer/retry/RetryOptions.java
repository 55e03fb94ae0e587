package dev.coffer.retry;

import java.time.Duration;
import java.util.Optional;

/**
 * Options of a {@link RetryingFileStore}. Start with {@link #DEFAULTS}; the methods with parameters
 * return a new value.
 *
 * @param deadline how long an operation may take, including all attempts; empty for no limit
 * @param attempts the maximum number of attempts of an operation; 1 for no repetitions
 * @param initialDelay the maximum delay after the first attempt; it doubles with each attempt
 * @param maxDelay the maximum delay after any attempt
 * @param budget the maximum number of repetitions, in percent of the calls
 * @param breakerFailures the number of consecutive failures after which calls are refused; 0 for
 *     never
 * @param breakerDelay how long calls are refused before one is let through
 * @param concurrency the maximum number of concurrent operations; 0 for no limit
 */
public record RetryOptions(
    Optional<Duration> deadline,
    int attempts,
    Duration initialDelay,
    Duration maxDelay,
    int budget,
    int breakerFailures,
    Duration breakerDelay,
    int concurrency) {
  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * Three attempts, with pauses of up to 50 and 100 milliseconds, and one repetition for five
   * calls. No deadline, no circuit breaker and no concurrency limit.
   */
  public static final RetryOptions DEFAULTS =
      new RetryOptions(
          Optional.empty(),
          3,
          Duration.ofMillis(50),
          Duration.ofSeconds(5),
          20,
          0,
          Duration.ofSeconds(10),
          0);

  /**
   * Checks the values.
   *
   * @param deadline greater than zero
   * @param attempts at least 1
   * @param initialDelay not negative
   * @param maxDelay at least the initial delay
   * @param budget at least 1
   * @param breakerFailures not negative
   * @param breakerDelay greater than zero
   * @param concurrency not negative
   * @throws IllegalArgumentException if one of them is less, or a time is longer than a year
   */
  public RetryOptions {
    check(isPositive(deadline.orElse(LONGEST)), "a deadline must be longer than 0");
    check(attempts >= 1, "there must be at least one attempt");
    check(!initialDelay.isNegative(), "a delay must not be negative");
    check(
        maxDelay.compareTo(initialDelay) >= 0,
        "the maximum delay must not be shorter than the" + " first");
    check(budget >= 1, "a budget must be at least 1 percent");
    check(breakerFailures >= 0, "a number of failures must not be negative");
    check(isPositive(breakerDelay), "the delay of a circuit breaker must be longer than 0");
    check(concurrency >= 0, "a concurrency limit must not be negative");
    check(isSane(deadline.orElse(LONGEST)), "a deadline must be at most a year");
    check(isSane(maxDelay) && isSane(breakerDelay), "a delay must be at most a year");
  }

  private static boolean isSane(Duration time) {
    return time.compareTo(LONGEST) <= 0;
  }

  private static boolean isPositive(Duration time) {
    return !time.isNegative() && !time.isZero();
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /**
   * Sets a time limit for each operation, including all attempts and pauses. After it, the
   * operation is interrupted and throws a {@link dev.coffer.ConnectionException}. For a read, it
   * limits the opening and each piece, for a listing each page: the caller's own time in between
   * does not count.
   *
   * @param time greater than zero
   * @return new options
   */
  public RetryOptions deadline(Duration time) {
    return new RetryOptions(
        Optional.of(time),
        attempts,
        initialDelay,
        maxDelay,
        budget,
        breakerFailures,
        breakerDelay,
        concurrency);
  }

  /**
   * Sets how often an operation is tried.
   *
   * @param most at least 1, including the first attempt
   * @return new options
   */
  public RetryOptions attempts(int most) {
    return new RetryOptions(
        deadline, most, initialDelay, maxDelay, budget, breakerFailures, breakerDelay, concurrency);
  }

  /**
   * Sets the delay between attempts: a random time up to {@code first}, which doubles with each
   * attempt up to {@code most}.
   *
   * @param first not negative
   * @param most at least {@code first}
   * @return new options
   */
  public RetryOptions delays(Duration first, Duration most) {
    return new RetryOptions(
        deadline, attempts, first, most, budget, breakerFailures, breakerDelay, concurrency);
  }

  /**
   * Limits the number of repetitions, so that they cannot multiply the load. A few, and one per
   * second, are always allowed.
   *
   * @param percent of the calls, at least 1
   * @return new options
   */
  public RetryOptions budget(int percent) {
    return new RetryOptions(
        deadline,
        attempts,
        initialDelay,
        maxDelay,
        percent,
        breakerFailures,
        breakerDelay,
        concurrency);
  }

  /**
   * Sets a circuit breaker: after some consecutive failures, calls are refused with a {@link
   * dev.coffer.ConnectionException} for a while; then one is let through, and its outcome decides.
   *
   * @param failures at least 1; 0 for none
   * @param delay how long calls are refused
   * @return new options
   */
  public RetryOptions breaker(int failures, Duration delay) {
    return new RetryOptions(
        deadline, attempts, initialDelay, maxDelay, budget, failures, delay, concurrency);
  }

  /**
   * Sets the maximum number of concurrent operations; the others wait, at most until the deadline.
   * An open stream does not count as an operation.
   *
   * @param most at least 1; 0 for no limit
   * @return new options
   */
  public RetryOptions concurrency(int most) {
    return new RetryOptions(
        deadline, attempts, initialDelay, maxDelay, budget, breakerFailures, breakerDelay, most);
  }
}
