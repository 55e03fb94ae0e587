package dev.coffer.versioning;

import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.concurrent.Timers;
import dev.coffer.spi.Metrics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * A layer that {@linkplain FileVersions#prune prunes} the versions of the store below from time to
 * time, in the background. The times are random within a tenth of the period, the first one within
 * all of it. Of several processes on a store one is enough, and any number does no harm.
 *
 * <p>Each version that was removed is logged at the level INFO with its path, its id and the
 * reason. No layer around this one sees the removal: it is no act of a user.
 *
 * <p>Nothing waits for a prune, neither a call nor the close. A failure is logged once until a
 * prune succeeds again. {@link #unwrap} returns what the store below returns, and adds to its
 * {@link Metrics}.
 */
public final class PruningFileStore extends ForwardingFileStore {
  private final PruneSchedule schedule;

  /**
   * Wraps a store and starts the schedule.
   *
   * @param delegate the store, which has versions; closed with this one
   * @param period the time between two prunes
   * @throws IllegalArgumentException if the store has no versions
   */
  public PruningFileStore(FileStore delegate, Duration period) {
    super(delegate);
    FileVersions versions =
        delegate
            .unwrap(FileVersions.class)
            .orElseThrow(() -> new IllegalArgumentException(delegate + " has no versions"));
    this.schedule =
        new PruneSchedule(
            delegate.name(),
            versions,
            period,
            PruningFileStore::after,
            RandomGenerator.getDefault());
  }

  private static Runnable after(Duration delay, Runnable action) {
    Future<?> timer = Timers.shared().schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    return () -> timer.cancel(false);
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    return type == Metrics.class
        ? Optional.of(type.cast(Metrics.with(delegate(), schedule::metrics)))
        : super.unwrap(type).or(() -> delegate().unwrap(type));
  }

  /** Ends the schedule, then closes the store below. */
  @Override
  public void close() {
    schedule.close();
    super.close();
  }
}
