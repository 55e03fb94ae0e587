package dev.coffer.spring;

import dev.coffer.FileStore;
import dev.coffer.InterruptedOperationException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Says whether a store answers. An answer is kept for a while, so that no number of callers makes
 * more than one check in that time. What is shown has no path, no address and no secret.
 */
final class StoreHealthIndicator implements HealthIndicator {
  private final Supplier<FileStore> store;
  private final BooleanSupplier opened;
  private final Duration limit;
  private final long kept;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Health last;
  private long time;

  StoreHealthIndicator(
      Supplier<FileStore> store,
      BooleanSupplier opened,
      Duration limit,
      Duration kept,
      LongSupplier nanos) {
    this.store = store;
    this.opened = opened;
    this.limit = limit;
    this.kept = kept.toNanos();
    this.nanos = nanos;
  }

  /** A store that nobody has used yet is not opened for this. */
  @Override
  public Health health() {
    if (!opened.getAsBoolean()) {
      return unknown("not opened yet");
    }
    lock.lock();
    try {
      Health health = last;
      return health == null || nanos.getAsLong() - time >= kept ? look() : health;
    } finally {
      lock.unlock();
    }
  }

  private Health look() {
    try {
      Health health = checked();
      last = health;
      time = nanos.getAsLong();
      return health;
    } catch (InterruptedOperationException e) {
      return unknown("interrupted"); // which says nothing of the store, so it is not kept
    }
  }

  private Health checked() {
    try {
      store.get().check(limit);
      return Health.up().build();
    } catch (RuntimeException | Error e) {
      if (e instanceof InterruptedOperationException interrupted
          && Thread.currentThread().isInterrupted()) {
        throw interrupted;
      }
      return Health.down().withDetail("reason", e.getClass().getSimpleName()).build();
    }
  }

  private static Health unknown(String reason) {
    return Health.unknown().withDetail("reason", reason).build();
  }
}
