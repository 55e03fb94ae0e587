package dev.coffer.retry;

import dev.coffer.concurrent.Timers;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A source of time, which tests control. */
interface Ticker {
  /** The time of the machine. Tasks run on the single thread of {@link Timers}. */
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
        public Future<?> later(long nanos, Runnable task) {
          return Timers.shared().schedule(task, nanos, TimeUnit.NANOSECONDS);
        }
      };

  /** Returns a point in time; only differences are meaningful. */
  long nanos();

  /** Waits. */
  void sleep(Duration time) throws InterruptedException;

  /** Runs a short task after a time, unless it is cancelled before. */
  Future<?> later(long nanos, Runnable task);
}
