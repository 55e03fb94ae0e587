package dev.coffer.replicate;

import dev.coffer.concurrent.DaemonThreads;
import dev.coffer.event.SafeLog;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs a task on a thread of its own, again and again; what it throws does not end it. */
final class RepeatedTask implements AutoCloseable {
  private static final SafeLog LOG = new SafeLog(ReplicatedFileStore.class);
  private static final long GRACE_MILLIS = 2000;

  private final Runnable task;
  private final Duration pause;
  private final CountDownLatch once = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  RepeatedTask(String name, Duration pause, Runnable task) {
    this.task = task;
    this.pause = pause;
    this.thread = DaemonThreads.unstarted(name, this::run);
    thread.start();
  }

  private void run() {
    try {
      do {
        runSafely();
        once.countDown();
      } while (!end.await(pause.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runSafely() {
    try {
      task.run();
    } catch (Throwable e) {
      if (end.getCount() > 0) {
        LOG.warn("a check of replicas failed", e);
      }
    }
  }

  /** Waits until the task has run once, or for the time. */
  void awaitFirst(long end) {
    try {
      boolean unused = once.await(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the task, which may be waiting for a store that does not answer. */
  @Override
  public void close() {
    end.countDown();
    thread.interrupt();
    try {
      thread.join(GRACE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
