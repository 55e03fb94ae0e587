package dev.coffer.delivery;

import dev.coffer.event.EventQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Determines which events of a failed delivery are retried, and when. */
final class Retries {
  /** The maximum delay between probes of a receiver that is down. */
  private static final Duration LONGEST_PROBE = Duration.ofMinutes(1);

  private final RetrySchedule schedule;
  private final RandomGenerator random;

  Retries(RetrySchedule schedule, RandomGenerator random) {
    this.schedule = schedule;
    this.random = random;
  }

  /** The events that are retried, and those that are not. */
  record Sorted(List<EventQueue.Waiting> left, List<EventQueue.Waiting> exhausted) {}

  /** Returns the delay before a probe of a receiver that is down. */
  Duration probe(int number) {
    return RetrySchedule.shorter(
        schedule.delay(number, random.nextDouble(), Optional.empty()), LONGEST_PROBE);
  }

  /**
   * Sorts events that the receiver did not accept.
   *
   * @param counts whether the failure counts as an attempt
   * @param asked the delay that the receiver requests
   */
  Sorted afterAttempt(
      List<EventQueue.Waiting> tried, boolean counts, Optional<Duration> asked, Instant now) {
    int more = counts ? 1 : 0;
    int attempt = Math.max(1, tried.get(0).attempts() + more);
    Duration own = schedule.delay(attempt, random.nextDouble(), Optional.empty());
    Duration least = RetrySchedule.shorter(own, rest(tried.get(0), now));
    return sort(tried, more, RetrySchedule.longer(least, RetrySchedule.bounded(asked)), now);
  }

  /** Sorts events that did not reach the receiver. */
  Sorted withoutAttempt(List<EventQueue.Waiting> held, Instant now) {
    EventQueue.Waiting head = held.get(0);
    Duration delay = schedule.delayWithoutAttempt(failing(head, now), random.nextDouble());
    return sort(held, 0, RetrySchedule.shorter(delay, rest(head, now)), now);
  }

  private static Duration failing(EventQueue.Waiting waiting, Instant now) {
    return Duration.between(waiting.since().orElse(now), now);
  }

  /** Returns how much longer an event is retried. */
  private Duration rest(EventQueue.Waiting waiting, Instant now) {
    return RetrySchedule.longer(schedule.giveUpAfter().minus(failing(waiting, now)), Duration.ZERO);
  }

  private Sorted sort(List<EventQueue.Waiting> all, int more, Duration delay, Instant now) {
    List<EventQueue.Waiting> left = new ArrayList<>();
    List<EventQueue.Waiting> exhausted = new ArrayList<>();
    for (EventQueue.Waiting each : all) {
      int attempts = each.attempts() + more;
      boolean over = schedule.isExhausted(attempts, failing(each, now));
      Instant since = each.since().orElse(now);
      (over ? exhausted : left)
          .add(new EventQueue.Waiting(each.event(), attempts, now.plus(delay), Optional.of(since)));
    }
    return new Sorted(left, exhausted);
  }
}
