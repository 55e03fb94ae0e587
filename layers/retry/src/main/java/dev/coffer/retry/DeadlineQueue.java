package dev.coffer.retry;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls in the order of their deadlines. While there are any, the head is checked when it is due. A
 * call that continues after its interrupt is added again at the end.
 */
final class DeadlineQueue {
  private static final Logger LOG = LoggerFactory.getLogger(RetryingFileStore.class);

  private final long limit;
  private final Ticker time;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final Set<TimeLimitedCall> calls = new LinkedHashSet<>();
  private @Nullable Future<?> check;

  DeadlineQueue(long limit, Ticker time) {
    this.limit = limit;
    this.time = time;
  }

  void add(TimeLimitedCall call) {
    lock.lock();
    try {
      calls.add(call);
      if (check == null) {
        checkAfter(limit);
      }
    } finally {
      lock.unlock();
    }
  }

  void remove(TimeLimitedCall call) {
    lock.lock();
    try {
      calls.remove(call);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Leaves no timer behind, except for calls in progress; these and later ones keep their limit.
   */
  void close() {
    lock.lock();
    try {
      if (check != null && calls.isEmpty()) {
        check.cancel(false);
        check = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private void checkAfter(long nanos) {
    check = time.later(nanos, this::check);
  }

  private void check() {
    // An interrupt may run a handler of the call, so it must not happen under the lock of the
    // queue.
    for (TimeLimitedCall call : takeDue()) {
      try {
        call.interrupt();
      } catch (RuntimeException e) {
        // A handler of the call failed; its thread is interrupted nevertheless, and the other calls
        // follow.
        LOG.debug("an interrupt at a deadline", e);
      }
    }
  }

  private List<TimeLimitedCall> takeDue() {
    lock.lock();
    try {
      long now = time.nanos();
      List<TimeLimitedCall> due = calls.stream().takeWhile(call -> call.due - now <= 0).toList();
      for (TimeLimitedCall call : due) {
        calls.remove(call);
        call.due = now + limit;
        calls.add(call);
      }
      check = null;
      if (!calls.isEmpty()) {
        checkAfter(calls.iterator().next().due - now);
      }
      return due;
    } finally {
      lock.unlock();
    }
  }
}
