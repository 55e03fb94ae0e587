package dev.coffer.retry;

import dev.coffer.CallContext;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Limits the number of concurrent operations; the others wait. An operation within another one,
 * such as a content that reads from the store to which it is written, needs no permit of its own:
 * otherwise both could wait forever.
 */
final class ConcurrencyLimit {
  private static final ThreadLocal<@Nullable Held> HELD = new ThreadLocal<>();

  static {
    CallContext.propagate(
        () -> {
          Held held = HELD.get();
          return () -> {
            Held before = HELD.get();
            HELD.set(held);
            return () -> HELD.set(before);
          };
        });
  }

  private final Semaphore free;

  /** The permits that this thread's operations hold, the innermost first. */
  private record Held(ConcurrencyLimit limit, @Nullable Held outer) {
    static boolean has(@Nullable Held held, ConcurrencyLimit wanted) {
      return held != null && (held.limit == wanted || has(held.outer, wanted));
    }
  }

  ConcurrencyLimit(int limit) {
    this.free = new Semaphore(limit, true);
  }

  /**
   * Waits for a permit.
   *
   * @return to be passed to {@link #leave}
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  boolean enter() throws InterruptedException {
    Held outer = HELD.get();
    if (Held.has(outer, this)) {
      return false;
    }
    free.acquire();
    HELD.set(new Held(this, outer));
    return true;
  }

  void leave(boolean entered) {
    Held held = HELD.get();
    if (entered && held != null) {
      HELD.set(held.outer);
      free.release();
    }
  }

  int waiting() {
    return free.getQueueLength();
  }
}
