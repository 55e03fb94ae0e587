package dev.coffer;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many checks wait for an answer, by the name of their store. A request that no interrupt ends,
 * such as one of a disk that hangs, keeps its thread: so there are few of them per store, however
 * often it is checked.
 */
final class WaitingChecks {
  static final int MOST = 4;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();

  // Guarded by the lock.
  private final Map<String, Integer> waiting = new HashMap<>();

  /**
   * Waits for a place.
   *
   * @param nanos how long to wait
   * @return whether there is one; then it must be left
   */
  boolean enter(String store, long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long rest = nanos;
      while (waiting.getOrDefault(store, 0) >= MOST) {
        if (rest <= 0) {
          return false;
        }
        rest = left.awaitNanos(rest);
      }
      waiting.merge(store, 1, Integer::sum);
      return true;
    } finally {
      lock.unlock();
    }
  }

  void leave(String store) {
    lock.lock();
    try {
      waiting.computeIfPresent(store, (name, count) -> count == 1 ? null : count - 1);
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
