package dev.coffer.remote;

import dev.coffer.Workers;
import java.util.HashSet;
import java.util.Set;

/**
 * The tasks that one call has started on other threads; knows them, so that nobody else's is
 * interrupted.
 */
final class Team {
  private final Set<Thread> working = new HashSet<>();
  private int running;
  private boolean ended;

  /** Runs a task on a thread of the pool. It must not throw. */
  void start(Runnable task) {
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
  synchronized void interrupt() {
    ended = true;
    working.forEach(Thread::interrupt);
  }

  /**
   * Waits for all tasks; an interrupt of the waiting thread ends them too.
   *
   * @return whether the waiting thread was interrupted; its flag is clear
   */
  synchronized boolean await() {
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
