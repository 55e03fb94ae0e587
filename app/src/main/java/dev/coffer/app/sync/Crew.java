package dev.coffer.app.sync;

import dev.coffer.concurrent.DaemonThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Threads that work off tasks, few at a time: who brings more has to wait. */
final class Crew implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 8;

  private final ExecutorService threads;
  private final Semaphore room;

  Crew(int size) {
    this.threads = Executors.newFixedThreadPool(size, DaemonThreads.named("coffer-sync"));
    this.room = new Semaphore(2 * size);
  }

  void run(Runnable task) throws InterruptedException {
    room.acquire();
    threads.execute(
        () -> {
          try {
            task.run();
          } finally {
            room.release();
          }
        });
  }

  /**
   * Waits until all is done; when it is interrupted, it ends what is under way and waits for that.
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
