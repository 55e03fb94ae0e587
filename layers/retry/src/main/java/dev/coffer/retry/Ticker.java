package dev.coffer.retry;

import dev.coffer.concurrent.Timers;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** How time passes; in a test, when the test says so. */
interface Ticker {
  /** That of the machine. Tasks run on the one thread of {@link Timers}. */
  Ticker SYSTEM =
      new Ticker() {
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
          Future<?> unused = Timers.shared().schedule(task, nanos, TimeUnit.NANOSECONDS);
        }
      };

  /** A moment; only differences mean something. */
  long nanos();

  /** Waits. */
  void sleep(Duration time) throws InterruptedException;

  /** Runs a task that is short, when the time is over. */
  void later(long nanos, Runnable task);
}
