package dev.coffer;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The tasks that one call has started on other threads, for authors of back ends. A group
 * interrupts only its own tasks. All stores of a process share one thread pool.
 */
public final class TaskGroup {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();

  // Guarded by the lock.
  private final Set<Thread> working = new HashSet<>();
  private int running;
  private boolean ended;

  /** Creates a group without tasks. */
  public TaskGroup() {}

  /**
   * Runs a task on a thread of the pool, at once.
   *
   * @param task must not throw, but keep its failure for the waiting thread
   */
  public void start(Runnable task) {
    lock.lock();
    try {
      running++;
    } finally {
      lock.unlock();
    }
    try {
      WorkerThreads.run(() -> work(task));
    } catch (RuntimeException | Error e) {
      leave();
      throw e;
    }
  }

  private void work(Runnable task) {
    try {
      lock.lock();
      try {
        working.add(Thread.currentThread());
        if (ended) {
          Thread.currentThread().interrupt();
        }
      } finally {
        lock.unlock();
      }
      task.run();
    } finally {
      leave();
    }
  }

  private void leave() {
    lock.lock();
    try {
      working.remove(Thread.currentThread());
      Thread.interrupted(); // an interrupt of this task must not reach the next task of the thread
      running--;
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Interrupts the tasks, including those that have not begun. */
  public void interrupt() {
    lock.lock();
    try {
      ended = true;
      working.forEach(Thread::interrupt);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for all tasks; an interrupt of the waiting thread interrupts them too.
   *
   * @return whether the waiting thread was interrupted; its interrupt flag is cleared
   */
  public boolean await() {
    lock.lock();
    try {
      boolean interrupted = false;
      while (running > 0) {
        try {
          left.await();
        } catch (InterruptedException e) {
          interrupted = true;
          interrupt();
        }
      }
      return interrupted;
    } finally {
      lock.unlock();
    }
  }
}
