package dev.coffer.retry;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A call under a {@link TimeLimit}: from its beginning until it ends, on one thread. */
final class TimedCall {
  static final TimedCall UNLIMITED = new TimedCall(null, null, Long.MAX_VALUE);

  private final @Nullable Thread thread;
  private final @Nullable DeadlineQueue queue;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private boolean ended;
  private boolean rang;
  private boolean interruptedBefore;

  /** When it has taken too long. */
  final long deadline;

  /** When it is interrupted next; this belongs to the queue. */
  long due;

  TimedCall(@Nullable Thread thread, @Nullable DeadlineQueue queue, long deadline) {
    this.thread = thread;
    this.queue = queue;
    this.deadline = deadline;
    this.due = deadline;
  }

  /** It has taken too long: whatever it waits for is interrupted. */
  void ring() {
    lock.lock();
    try {
      if (ended || thread == null) {
        return;
      }
      if (!rang) {
        rang = true;
        interruptedBefore = thread.isInterrupted();
      }
      thread.interrupt();
    } finally {
      lock.unlock();
    }
  }

  /**
   * It is over, and interrupted no more: the flag of its thread is as the rest of the world left
   * it. Called by its thread.
   *
   * @return whether it was ended since it took too long, and by nobody else
   */
  boolean over() {
    if (queue == null) {
      return false;
    }
    queue.leave(this);
    lock.lock();
    try {
      ended = true;
      boolean own = rang && !interruptedBefore;
      if (own) {
        Thread.interrupted();
      }
      return own;
    } finally {
      lock.unlock();
    }
  }

  /** Whether it has taken too long, though it is not over. */
  boolean rang() {
    lock.lock();
    try {
      return rang;
    } finally {
      lock.unlock();
    }
  }
}
