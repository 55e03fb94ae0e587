package dev.coffer.retry;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A call under a {@link TimeLimit}: from its beginning until it ends, on one thread. */
final class TimeLimitedCall {
  static final TimeLimitedCall UNLIMITED = new TimeLimitedCall(null, null, Long.MAX_VALUE);

  private final @Nullable Thread thread;
  private final @Nullable DeadlineQueue queue;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private boolean ended;
  private boolean late;
  private boolean interruptedBefore;

  /** When the call exceeds the limit. */
  final long deadline;

  /** When the call is interrupted next; owned by the queue. */
  long due;

  TimeLimitedCall(@Nullable Thread thread, @Nullable DeadlineQueue queue, long deadline) {
    this.thread = thread;
    this.queue = queue;
    this.deadline = deadline;
    this.due = deadline;
  }

  /** Interrupts the call, which has exceeded the limit. */
  void interrupt() {
    lock.lock();
    try {
      if (ended || thread == null) {
        return;
      }
      if (!late) {
        late = true;
        interruptedBefore = thread.isInterrupted();
      }
      thread.interrupt();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the call, which is not interrupted any more. Clears the interrupt flag if only this limit
   * has set it. Called by the call's thread.
   *
   * @return whether this limit, and nothing else, has interrupted the call
   */
  boolean end() {
    if (queue == null) {
      return false;
    }
    queue.remove(this);
    lock.lock();
    try {
      ended = true;
      boolean own = late && !interruptedBefore;
      if (own) {
        Thread.interrupted();
      }
      return own;
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether the call has exceeded the limit. */
  boolean isLate() {
    lock.lock();
    try {
      return late;
    } finally {
      lock.unlock();
    }
  }
}
