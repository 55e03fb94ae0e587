package dev.coffer.retry;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How time passes; in a test, when the test says so. */
interface Time {
  /** That of the machine. Tasks run on the JDK's one thread for timeouts. */
  Time SYSTEM =
      new Time() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }

        @Override
        public void later(long nanos, Runnable task) {
          CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run)
              .execute(task);
        }
      };

  /** A moment; only differences mean something. */
  long nanos();

  /** Waits. */
  void sleep(Duration time) throws InterruptedException;

  /** Runs a task that is short, when the time is over. */
  void later(long nanos, Runnable task);
}
