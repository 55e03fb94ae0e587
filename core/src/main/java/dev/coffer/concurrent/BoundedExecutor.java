package dev.coffer.concurrent;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work off tasks, few at a time: who brings more has to wait. A task that throws ends
 * the others, and its exception is that of the whole.
 */
public final class BoundedExecutor implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 8;

  private final ExecutorService threads;
  private final Semaphore room;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private boolean isThrown;

  /**
   * Starts no thread yet.
   *
   * @param size how many tasks run at a time
   */
  public BoundedExecutor(int size) {
    this.threads = Executors.newFixedThreadPool(size, DaemonThreads.named("coffer-files"));
    this.room = new Semaphore(2 * size);
  }

  /**
   * Runs a task when there is room, and throws what an earlier one has thrown.
   *
   * @param task runs on another thread
   * @throws InterruptedException if this thread is interrupted while it waits
   */
  public void run(Runnable task) throws InterruptedException {
    room.acquire();
    rethrow();
    try {
      threads.execute(() -> attempt(task));
    } catch (RejectedExecutionException e) {
      rethrow();
      throw e;
    }
  }

  private void attempt(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) { // a task may throw what it does not declare
      end(e);
    } finally {
      room.release();
    }
  }

  private void end(Throwable e) {
    if (failure.compareAndSet(null, e)) {
      threads.shutdownNow();
    }
  }

  /** Once, since what has ended the whole is not its own suppressed exception. */
  private void rethrow() {
    Throwable thrown = isThrown ? null : failure.get();
    isThrown = isThrown || thrown != null;
    if (thrown != null) {
      throw TaskFailure.toThrow(thrown);
    }
  }

  /**
   * Waits until all is done; when it is interrupted, it ends what is under way and waits for that.
   * Throws what a task has thrown.
   */
  @Override
  public void close() {
    threads.shutdown();
    try {
      while (!threads.awaitTermination(1, TimeUnit.HOURS)) {
        // A large file takes its time.
      }
    } catch (InterruptedException e) {
      abandon();
      Thread.currentThread().interrupt();
    }
    rethrow();
  }

  private void abandon() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
