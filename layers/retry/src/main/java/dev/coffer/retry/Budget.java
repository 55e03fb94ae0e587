package dev.coffer.retry;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps repetitions to a share of the calls: when everything fails, a store that is overloaded gets
 * that much more and not a multiple. Each call brings its share of a repetition, each second one
 * more. As many as fifty calls bring, and at least {@value #LEAST}, are saved up.
 */
final class Budget {
  static final int LEAST = 10;
  private static final long ONE = 100;
  private static final int CALLS = 50;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int percent;
  private final Ticker time;
  private final long full;
  private final AtomicLong saved;
  private long paid;

  Budget(int percent, Ticker time) {
    this.percent = percent;
    this.time = time;
    this.full = Math.max(LEAST * ONE, (long) CALLS * percent);
    this.saved = new AtomicLong(full);
    this.paid = time.nanos();
  }

  /** A call has begun. While nothing fails this reads and writes nothing. */
  void earn() {
    if (saved.get() < full) {
      add(percent);
    }
  }

  private void add(long more) {
    saved.updateAndGet(before -> Math.min(full, before + more));
  }

  /** How many repetitions are saved up. */
  long left() {
    return saved.get() / ONE;
  }

  /** Takes a repetition out of it. */
  synchronized boolean spend() {
    long seconds = (time.nanos() - paid) / SECOND;
    if (seconds > 0) {
      paid += seconds * SECOND;
      add(Math.min(seconds * ONE, full));
    }
    long before = saved.getAndUpdate(had -> had >= ONE ? had - ONE : had);
    return before >= ONE;
  }
}
