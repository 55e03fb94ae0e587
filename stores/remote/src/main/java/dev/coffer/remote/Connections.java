package dev.coffer.remote;

import dev.coffer.spi.Metric;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/**
 * How many connections of a pool are in use, for a client that does not tell: each request takes
 * one, from its beginning to the end of its answer. Safe for all threads.
 */
public final class Connections {
  private final int most;
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * Begins with none in use.
   *
   * @param most how many the pool has
   */
  public Connections(int most) {
    this.most = most;
  }

  /** The connection of one request. */
  public static final class Use {
    private final AtomicInteger asked;
    private final AtomicBoolean over = new AtomicBoolean();

    private Use(AtomicInteger asked) {
      this.asked = asked;
      asked.incrementAndGet();
    }

    /** The request is over. A second call does nothing. */
    public void end() {
      if (over.compareAndSet(false, true)) {
        asked.decrementAndGet();
      }
    }
  }

  /**
   * A request takes a connection, or waits for one.
   *
   * @return to be ended
   */
  public Use take() {
    return new Use(asked);
  }

  /**
   * How many are in use, how many requests wait for one, and how many there are.
   *
   * @return as gauges
   */
  public List<Metric> measures() {
    return measures(
        () -> Math.min(asked.get(), most), () -> Math.max(0, asked.get() - most), () -> most);
  }

  /**
   * The same for a pool that tells itself.
   *
   * @param leased how many connections are in use
   * @param pending how many requests wait for one
   * @param max how many there are at most
   * @return as gauges
   */
  public static List<Metric> measures(
      DoubleSupplier leased, DoubleSupplier pending, DoubleSupplier max) {
    return List.of(
        Metric.gauge("pool.leased", "connections", "Connections that are in use", leased),
        Metric.gauge(
            "pool.pending", "requests", "Requests that wait for a free connection", pending),
        Metric.gauge("pool.max", "connections", "The most connections at once", max));
  }
}
