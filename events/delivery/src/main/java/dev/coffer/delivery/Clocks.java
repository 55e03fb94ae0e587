package dev.coffer.delivery;

import dev.coffer.event.EventQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * The time of a log, which is the time of day and may be set, and that of this process, which goes
 * on evenly. What is in hand has the latter.
 *
 * @param day of the log
 * @param steady of this process
 */
record Clocks(InstantSource day, InstantSource steady) {
  Clocks() {
    this(InstantSource.system(), new SteadyClock());
  }

  Instant now() {
    return steady.instant();
  }

  /**
   * An event as it was taken from a log. A clock that was wrong when it was noted delays it no
   * longer than a schedule can.
   */
  EventQueue.Waiting fromLog(EventQueue.Waiting waiting, Duration longest) {
    if (!waiting.hasFailed()) {
      return waiting;
    }
    Instant now = day.instant();
    Duration left = RetrySchedule.shorter(Duration.between(now, waiting.due()), longest);
    return new EventQueue.Waiting(
        waiting.event(),
        waiting.attempts(),
        now().plus(RetrySchedule.longer(left, Duration.ZERO)),
        waiting.since().map(since -> now().minus(passed(since, now))));
  }

  /** Whether the time of an event in a log is later than a schedule can have set it. */
  boolean isTooFar(EventQueue.Waiting noted, Duration longest) {
    return noted.hasFailed() && noted.due().isAfter(day.instant().plus(longest));
  }

  /** An event as it is to be noted in a log. */
  EventQueue.Waiting toLog(EventQueue.Waiting waiting) {
    Duration ahead = Duration.between(now(), day.instant());
    UnaryOperator<Instant> shift = time -> time.plus(ahead);
    return new EventQueue.Waiting(
        waiting.event(),
        waiting.attempts(),
        shift.apply(waiting.due()),
        waiting.since().map(shift));
  }

  private static Duration passed(Instant since, Instant now) {
    return RetrySchedule.longer(Duration.between(since, now), Duration.ZERO);
  }
}
