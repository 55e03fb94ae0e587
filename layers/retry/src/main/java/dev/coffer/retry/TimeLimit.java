package dev.coffer.retry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts calls that take too long. All have the same limit, so they end in the order in which
 * they began: a call is put at the end of a line and taken out again, and one look at the head of
 * the line is enough. No thread waits beside a call; nothing is scheduled for a call of its own.
 */
final class TimeLimit {
  private static final int LINES = 16;

  private final Duration limit;
  private final Time time;
  private final Line @Nullable [] lines;

  private TimeLimit(Duration limit, Time time, Line @Nullable [] lines) {
    this.limit = limit;
    this.time = time;
    this.lines = lines;
  }

  /** Several lines, so that threads do not wait for each other. */
  static TimeLimit of(Duration limit, Time time) {
    Line[] lines = new Line[LINES];
    for (int i = 0; i < LINES; i++) {
      lines[i] = new Line(limit.toNanos(), time);
    }
    return new TimeLimit(limit, time, lines);
  }

  /** Interrupts nothing. */
  static TimeLimit none() {
    return new TimeLimit(Duration.ZERO, Time.SYSTEM, null);
  }

  Duration limit() {
    return limit;
  }

  /** This thread begins a call. */
  TimedCall begin() {
    if (lines == null) {
      return TimedCall.UNLIMITED;
    }
    Thread thread = Thread.currentThread();
    Line line = lines[(int) (thread.getId() % LINES)];
    TimedCall call = new TimedCall(thread, line, time.nanos() + limit.toNanos());
    line.join(call);
    return call;
  }

  /** Whether a call may wait for so long and then go on. */
  boolean leaves(TimedCall call, Duration pause) {
    return lines == null || pause.toNanos() < call.deadline - time.nanos();
  }
}
