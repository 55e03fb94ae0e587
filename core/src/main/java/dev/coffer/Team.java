package dev.coffer;

import java.util.HashSet;
import java.util.Set;

/**
 * The tasks that one call has started on other threads, for authors of back ends. It knows them, so
 * that nobody else's is interrupted. All stores of a process share one pool of threads.
 */
public final class Team {
  private final Set<Thread> working = new HashSet<>();
  private int running;
  private boolean ended;

  /** Begins with no task. */
  public Team() {}

  /**
   * Runs a task on a thread of the pool, at once.
   *
   * @param task keeps its failure and gives it to who waits; it must not throw
   */
  public void start(Runnable task) {
    synchronized (this) {
      running++;
    }
    try {
      Workers.run(() -> work(task));
    } catch (RuntimeException | Error e) {
      leave();
      throw e;
    }
  }

  private void work(Runnable task) {
    try {
      synchronized (this) {
        working.add(Thread.currentThread());
        if (ended) {
          Thread.currentThread().interrupt();
        }
      }
      task.run();
    } finally {
      leave();
    }
  }

  private synchronized void leave() {
    working.remove(Thread.currentThread());
    Thread.interrupted(); // what was meant for the task shall not meet the thread's next one
    running--;
    notifyAll();
  }

  /** Interrupts the tasks, also those that have not begun. */
  public synchronized void interrupt() {
    ended = true;
    working.forEach(Thread::interrupt);
  }

  /**
   * Waits for all tasks; an interrupt of the waiting thread ends them too.
   *
   * @return whether the waiting thread was interrupted; its flag is clear
   */
  public synchronized boolean await() {
    boolean interrupted = false;
    while (running > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
        interrupt();
      }
    }
    return interrupted;
  }
}
