package dev.coffer.remote;

import dev.coffer.spi.Metric;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/**
 * Counts the connections of a pool that are in use, for a client that does not report it: each
 * request takes one, from its start to the end of its response. Thread-safe.
 */
public final class Connections {
  private final int most;
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * Creates a counter with none in use.
   *
   * @param most the size of the pool
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

    /** Ends the request. A second call does nothing. */
    public void end() {
      if (over.compareAndSet(false, true)) {
        asked.decrementAndGet();
      }
    }
  }

  /**
   * Takes a connection for a request, or waits for one.
   *
   * @return the use of the connection, to be ended by the caller
   */
  public Use take() {
    return new Use(asked);
  }

  /**
   * Returns the numbers of connections in use, of requests waiting for one, and of connections in
   * total.
   *
   * @return the numbers as gauges
   */
  public List<Metric> measures() {
    return measures(
        () -> Math.min(asked.get(), most), () -> Math.max(0, asked.get() - most), () -> most);
  }

  /**
   * Returns these gauges for a pool that reports its own numbers.
   *
   * @param leased the number of connections in use
   * @param pending the number of requests waiting for one
   * @param max the maximum number of connections
   * @return the numbers as gauges
   */
  public static List<Metric> measures(
      DoubleSupplier leased, DoubleSupplier pending, DoubleSupplier max) {
    return List.of(
        Metric.gauge("pool.leased", "connections", "Connections in use", leased),
        Metric.gauge(
            "pool.pending", "requests", "Requests that are waiting for a free connection", pending),
        Metric.gauge("pool.max", "connections", "The maximum number of connections", max));
  }
}
