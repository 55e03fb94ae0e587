package dev.coffer.retry;

import org.jspecify.annotations.Nullable;

/** A call under a {@link TimeLimit}: from its beginning until it ends, on one thread. */
final class TimedCall {
  static final TimedCall UNLIMITED = new TimedCall(null, null, Long.MAX_VALUE);

  private final @Nullable Thread thread;
  private final @Nullable Line line;
  private boolean ended;
  private boolean rang;
  private boolean interruptedBefore;

  /** When it has taken too long. */
  final long deadline;

  /** When it is interrupted next, and its neighbours; these belong to the line. */
  long due;

  @Nullable TimedCall before;
  @Nullable TimedCall after;

  TimedCall(@Nullable Thread thread, @Nullable Line line, long deadline) {
    this.thread = thread;
    this.line = line;
    this.deadline = deadline;
    this.due = deadline;
  }

  /** It has taken too long: whatever it waits for is interrupted. */
  synchronized void ring() {
    if (ended || thread == null) {
      return;
    }
    if (!rang) {
      rang = true;
      interruptedBefore = thread.isInterrupted();
    }
    thread.interrupt();
  }

  /**
   * It is over, and interrupted no more: the flag of its thread is as the rest of the world left
   * it. Called by its thread.
   *
   * @return whether it was ended since it took too long, and by nobody else
   */
  boolean over() {
    if (line == null) {
      return false;
    }
    line.leave(this);
    synchronized (this) {
      ended = true;
      boolean own = rang && !interruptedBefore;
      if (own) {
        Thread.interrupted();
      }
      return own;
    }
  }

  /** Whether it has taken too long, though it is not over. */
  synchronized boolean rang() {
    return rang;
  }
}
