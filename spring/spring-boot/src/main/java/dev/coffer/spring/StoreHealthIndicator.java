package dev.coffer.spring;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Says whether a store answers. An answer is kept for a while, so that no number of callers makes
 * more than one request in that time.
 */
final class StoreHealthIndicator implements HealthIndicator {
  private final StoreProbe probe;
  private final BooleanSupplier opened;
  private final long kept;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Health last;
  private long time;

  StoreHealthIndicator(
      StoreProbe probe, BooleanSupplier opened, Duration kept, LongSupplier nanos) {
    this.probe = probe;
    this.opened = opened;
    this.kept = kept.toNanos();
    this.nanos = nanos;
  }

  /** A store that nobody has used yet is not opened for this. */
  @Override
  public Health health() {
    if (!opened.getAsBoolean()) {
      return Health.unknown().withDetail("reason", "not opened yet").build();
    }
    lock.lock();
    try {
      Health health = last;
      if (health == null || nanos.getAsLong() - time >= kept) {
        health = look();
        last = health;
        time = nanos.getAsLong();
      }
      return health;
    } finally {
      lock.unlock();
    }
  }

  private Health look() {
    Optional<String> problem = probe.problem();
    return problem.isEmpty()
        ? Health.up().build()
        : Health.down().withDetail("reason", problem.get()).build();
  }
}
