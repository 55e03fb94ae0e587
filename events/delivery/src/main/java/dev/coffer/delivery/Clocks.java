package dev.coffer.delivery;

import dev.coffer.event.EventQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * The time of a log, which is the time of day and may be adjusted, and the steady time of this
 * process. Events in memory use the latter.
 *
 * @param day the time of day
 * @param steady the steady time of this process
 */
record Clocks(InstantSource day, InstantSource steady) {
  Clocks() {
    this(InstantSource.system(), new SteadyClock());
  }

  Instant now() {
    return steady.instant();
  }

  /**
   * Converts an event taken from a log. If the clock was wrong when it was recorded, this delays it
   * no longer than a schedule can.
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

  /** Returns whether the time of an event in a log is later than any schedule can have set it. */
  boolean isTooFar(EventQueue.Waiting noted, Duration longest) {
    return noted.hasFailed() && noted.due().isAfter(day.instant().plus(longest));
  }

  /** Converts an event to be recorded in a log. */
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
