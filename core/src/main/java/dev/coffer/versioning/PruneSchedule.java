package dev.coffer.versioning;

import dev.coffer.ConflictException;
import dev.coffer.concurrent.DaemonThreads;
import dev.coffer.spi.Metric;
import dev.coffer.text.Printable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prunes from time to time, one run at a time. The first run is after a random part of the period,
 * so that processes that start together do not prune together, and so that one that never lives as
 * long as the period prunes sometimes. Two that prune at the same time do no harm; one that is
 * refused, since another prunes, counts neither as a run nor as a failure.
 *
 * <p>Each version that was removed is logged with the reason. A failure is logged once until a run
 * succeeds, and counted.
 */
final class PruneSchedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PruningFileStore.class);

  private final String store;
  private final FileVersions versions;
  private final Duration period;
  private final Timer timer;
  private final RandomGenerator random;
  private final AtomicLong runs = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong pruned = new AtomicLong();
  private volatile boolean failing;
  private volatile boolean closed;
  private volatile Runnable cancel = () -> {};

  /** Runs something later. */
  interface Timer {
    /**
     * Starts a timer.
     *
     * @return cancels it
     */
    Runnable after(Duration delay, Runnable action);
  }

  PruneSchedule(
      String store, FileVersions versions, Duration period, Timer timer, RandomGenerator random) {
    this.store = store;
    this.versions = versions;
    this.period = period;
    this.timer = timer;
    this.random = random;
    await(random.nextDouble());
  }

  private void await(double part) {
    Duration delay = Duration.ofMillis(Math.max(1, (long) (period.toMillis() * part)));
    cancel = timer.after(delay, () -> DaemonThreads.unstarted("coffer-prune", this::run).start());
    if (closed) {
      cancel.run();
    }
  }

  private void run() {
    try {
      prune();
    } finally {
      await(0.9 + random.nextDouble() / 5);
    }
  }

  private void prune() {
    try {
      versions.prune(false, this::report);
      runs.incrementAndGet();
      failing = false;
    } catch (ConflictException e) {
      LOG.debug("Versions are pruned by another process", e);
    } catch (Throwable e) {
      failed(e);
    }
  }

  /** Nothing else says which versions are gone, and why. */
  private void report(Pruned one) {
    pruned.incrementAndGet();
    LOG.atInfo()
        .addKeyValue("store", store)
        .addKeyValue("path", Printable.of(one.path().toString()))
        .addKeyValue("version", Printable.of(one.id()))
        .addKeyValue("reason", one.reason())
        .log("A version was pruned");
  }

  private void failed(Throwable failure) {
    if (closed) {
      return;
    }
    failures.incrementAndGet();
    if (!failing) {
      failing = true;
      LOG.warn("Versions could not be pruned; it is tried again in about {}", period, failure);
    }
  }

  List<Metric> metrics() {
    return List.of(
        Metric.counter("versions.prunes", "runs", "Prunes that were completed.", runs::get),
        Metric.counter("versions.prune.failures", "runs", "Prunes that failed.", failures::get),
        Metric.counter("versions.pruned", "versions", "Versions that were pruned.", pruned::get));
  }

  /** Ends the schedule at once; a run ends with the store, and nobody waits for it. */
  @Override
  public void close() {
    closed = true;
    cancel.run();
  }
}
