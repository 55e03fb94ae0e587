package dev.coffer.retry;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls in the order in which they will have taken too long. While there is any, the head is looked
 * at when its time has come. A call that goes on after it was interrupted joins again at the end.
 */
final class DeadlineQueue {
  private static final Logger LOG = LoggerFactory.getLogger(RetryingFileStore.class);

  private final long limit;
  private final Ticker time;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final Set<TimedCall> calls = new LinkedHashSet<>();
  private boolean watched;

  DeadlineQueue(long limit, Ticker time) {
    this.limit = limit;
    this.time = time;
  }

  void join(TimedCall call) {
    lock.lock();
    try {
      calls.add(call);
      if (!watched) {
        lookAfter(limit);
      }
    } finally {
      lock.unlock();
    }
  }

  void leave(TimedCall call) {
    lock.lock();
    try {
      calls.remove(call);
    } finally {
      lock.unlock();
    }
  }

  private void lookAfter(long nanos) {
    watched = true;
    time.later(nanos, this::look);
  }

  private void look() {
    // An interrupt runs what the call has left for it, so not while others wait for the queue.
    for (TimedCall call : takeDue()) {
      try {
        call.ring();
      } catch (RuntimeException e) {
        // What the call has left for it fails; its thread is interrupted, and the others' turn
        // comes.
        LOG.debug("an interrupt at a deadline", e);
      }
    }
  }

  private List<TimedCall> takeDue() {
    lock.lock();
    try {
      long now = time.nanos();
      List<TimedCall> due = calls.stream().takeWhile(call -> call.due - now <= 0).toList();
      for (TimedCall call : due) {
        calls.remove(call);
        call.due = now + limit;
        calls.add(call);
      }
      watched = false;
      if (!calls.isEmpty()) {
        lookAfter(calls.iterator().next().due - now);
      }
      return due;
    } finally {
      lock.unlock();
    }
  }
}
