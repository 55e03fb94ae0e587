package dev.coffer.retry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts calls that take too long. All have the same limit, so they end in the order in which
 * they began: a call is put at the end of a queue and taken out again, and one look at the head of
 * the queue is enough. No thread waits beside a call; nothing is scheduled for a call of its own.
 */
final class TimeLimit {
  private static final int QUEUES = 16;

  private final Duration limit;
  private final Ticker time;
  private final DeadlineQueue @Nullable [] queues;

  private TimeLimit(Duration limit, Ticker time, DeadlineQueue @Nullable [] queues) {
    this.limit = limit;
    this.time = time;
    this.queues = queues;
  }

  /** Several queues, so that threads do not wait for each other. */
  static TimeLimit of(Duration limit, Ticker time) {
    DeadlineQueue[] queues = new DeadlineQueue[QUEUES];
    for (int i = 0; i < QUEUES; i++) {
      queues[i] = new DeadlineQueue(limit.toNanos(), time);
    }
    return new TimeLimit(limit, time, queues);
  }

  /** Interrupts nothing. */
  static TimeLimit none() {
    return new TimeLimit(Duration.ZERO, Ticker.SYSTEM, null);
  }

  Duration limit() {
    return limit;
  }

  /** This thread begins a call. */
  TimedCall begin() {
    if (queues == null) {
      return TimedCall.UNLIMITED;
    }
    Thread thread = Thread.currentThread();
    DeadlineQueue queue = queues[(int) (thread.getId() % QUEUES)];
    TimedCall call = new TimedCall(thread, queue, time.nanos() + limit.toNanos());
    queue.join(call);
    return call;
  }

  /** Whether a call may wait for so long and then go on. */
  boolean leaves(TimedCall call, Duration pause) {
    return queues == null || pause.toNanos() < call.deadline - time.nanos();
  }
}
