package dev.coffer.retry;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits retries to a share of the calls: if everything fails, the load of an overloaded store
 * grows by that share and is not multiplied. Each call earns its share of a retry, and each second
 * one more. At most the retries of fifty calls, but at least {@value #LEAST}, are saved.
 */
final class RetryBudget {
  static final int LEAST = 10;
  private static final long ONE = 100;
  private static final int CALLS = 50;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int percent;
  private final Ticker time;
  private final long full;
  private final AtomicLong saved;
  private long paid;

  RetryBudget(int percent, Ticker time) {
    this.percent = percent;
    this.time = time;
    this.full = Math.max(LEAST * ONE, (long) CALLS * percent);
    this.saved = new AtomicLong(full);
    this.paid = time.nanos();
  }

  /** Records that a call has begun. While nothing fails this only reads. */
  void earn() {
    if (saved.get() < full) {
      add(percent);
    }
  }

  private void add(long more) {
    saved.updateAndGet(before -> Math.min(full, before + more));
  }

  /** Returns the number of saved retries. */
  long left() {
    return saved.get() / ONE;
  }

  /** Spends a retry, if one is saved. */
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
