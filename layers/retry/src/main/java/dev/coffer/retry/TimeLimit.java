package dev.coffer.retry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts calls that take too long. All have the same limit, so they end in the order in which
 * they began: a call is added to the end of a queue and removed again, and it suffices to check the
 * head of the queue. A call needs neither a waiting thread nor a scheduled task of its own.
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

  /** Several queues reduce contention between threads. */
  static TimeLimit of(Duration limit, Ticker time) {
    DeadlineQueue[] queues = new DeadlineQueue[QUEUES];
    for (int i = 0; i < QUEUES; i++) {
      queues[i] = new DeadlineQueue(limit.toNanos(), time);
    }
    return new TimeLimit(limit, time, queues);
  }

  /** Returns a limit that interrupts nothing. */
  static TimeLimit none() {
    return new TimeLimit(Duration.ZERO, Ticker.SYSTEM, null);
  }

  Duration limit() {
    return limit;
  }

  /** Begins a call on this thread. */
  TimeLimitedCall begin() {
    if (queues == null) {
      return TimeLimitedCall.UNLIMITED;
    }
    Thread thread = Thread.currentThread();
    DeadlineQueue queue = queues[(int) (thread.getId() % QUEUES)];
    TimeLimitedCall call = new TimeLimitedCall(thread, queue, time.nanos() + limit.toNanos());
    queue.add(call);
    return call;
  }

  /** Leaves no timer behind, except for calls in progress. */
  void close() {
    if (queues != null) {
      for (DeadlineQueue queue : queues) {
        queue.close();
      }
    }
  }

  /** Returns whether a call may pause for that long and then continue. */
  boolean allows(TimeLimitedCall call, Duration pause) {
    return queues == null || pause.toNanos() < call.deadline - time.nanos();
  }
}
