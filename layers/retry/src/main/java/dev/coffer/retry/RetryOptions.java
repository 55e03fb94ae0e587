package dev.coffer.retry;

import java.time.Duration;
import java.util.Optional;

/**
 * What a {@link RetryingFileStore} does. Start at {@link #DEFAULTS}; the methods that take
 * something return a new value.
 *
 * @param deadline how long an operation may take, all attempts together; nothing for any time
 * @param attempts how often an operation is tried; 1 to repeat nothing
 * @param initialDelay the most to wait after the first attempt; it doubles with each
 * @param maxDelay the most to wait after any attempt
 * @param budget how many repetitions there may be, in percent of the calls
 * @param breakerFailures after how many failures in a row calls are refused; 0 for never
 * @param breakerDelay how long they are refused until one is let through
 * @param concurrency how many operations may be under way at once; 0 for any number
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
   * Three attempts, with pauses of up to 50 and 100 milliseconds; one repetition for five calls. No
   * deadline, no circuit breaker and no limit of concurrency.
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
   * @param deadline longer than nothing
   * @param attempts at least 1
   * @param initialDelay not negative
   * @param maxDelay at least the initial delay
   * @param budget at least 1
   * @param breakerFailures not negative
   * @param breakerDelay longer than nothing
   * @param concurrency not negative
   * @throws IllegalArgumentException when one of them is less, or a time is longer than a year
   */
  public RetryOptions {
    check(isPositive(deadline.orElse(LONGEST)), "a deadline is longer than 0");
    check(attempts >= 1, "an operation is tried at least once");
    check(!initialDelay.isNegative(), "a delay is not negative");
    check(maxDelay.compareTo(initialDelay) >= 0, "the longest delay is not shorter than the first");
    check(budget >= 1, "a budget is at least 1 percent");
    check(breakerFailures >= 0, "a number of failures is not negative");
    check(isPositive(breakerDelay), "the delay of a circuit breaker is longer than 0");
    check(concurrency >= 0, "a limit of concurrency is not negative");
    check(isSane(deadline.orElse(LONGEST)), "a deadline is at most a year");
    check(isSane(maxDelay) && isSane(breakerDelay), "a delay is at most a year");
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
   * A time for each operation, all attempts and pauses together. Then it is interrupted and ends
   * with a {@link dev.coffer.ConnectionException}. Of a read it is the time of the opening and of
   * each piece, of a listing that of each page: what the caller does in between does not count.
   *
   * @param time longer than nothing
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
   * How often an operation is tried.
   *
   * @param most at least 1, the first attempt included
   * @return new options
   */
  public RetryOptions attempts(int most) {
    return new RetryOptions(
        deadline, most, initialDelay, maxDelay, budget, breakerFailures, breakerDelay, concurrency);
  }

  /**
   * How long to wait between attempts: a random time of up to {@code first}, doubled with each
   * attempt, of up to {@code most}.
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
   * How many repetitions there may be, so that they cannot multiply a load. A few, and one a
   * second, may be made in any case.
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
   * A circuit breaker: after some failures in a row calls are refused with a {@link
   * dev.coffer.ConnectionException} for a while; then one is let through, and its end decides.
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
   * How many operations may be under way at once; the others wait, at the longest until the
   * deadline. A stream that is open is not under way.
   *
   * @param most at least 1; 0 for any number
   * @return new options
   */
  public RetryOptions concurrency(int most) {
    return new RetryOptions(
        deadline, attempts, initialDelay, maxDelay, budget, breakerFailures, breakerDelay, most);
  }
}
