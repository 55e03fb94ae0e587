package dev.coffer.event;

import dev.coffer.concurrent.StackRoom;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The threads that are changing a store, for one that closes it. */
final class ChangesUnderWay {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final Set<Thread> threads = new HashSet<>();
  private final Runnable ensureOpen;

  /**
   * Begins without any.
   *
   * @param ensureOpen throws once no further change may begin
   */
  ChangesUnderWay(Runnable ensureOpen) {
    this.ensureOpen = ensureOpen;
  }

  /** Makes a change, which can make others. */
  <T> T make(Supplier<T> change) {
    StackRoom.ensure();
    boolean isOutermost = enter();
    try {
      ensureOpen.run();
      return change.get();
    } finally {
      if (isOutermost) {
        leave();
      }
    }
  }

  /** Makes a change without a result. */
  void run(Runnable change) {
    boolean unused =
        make(
            () -> {
              change.run();
              return true;
            });
  }

  private boolean enter() {
    lock.lock();
    try {
      return threads.add(Thread.currentThread());
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      threads.remove(Thread.currentThread());
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until no other thread makes a change; an interrupt ends the wait, and is kept.
   *
   * @param patience in nanoseconds
   */
  void await(long patience) {
    lock.lock();
    try {
      long left = patience;
      while (left > 0 && isAnotherThere()) {
        left = ended.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private boolean isAnotherThere() {
    return threads.size() > (threads.contains(Thread.currentThread()) ? 1 : 0);
  }
}
