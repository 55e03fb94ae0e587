package dev.coffer.remote;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How many requests a read of many files makes at once. More are made as long as the service
 * answers them about as quickly as it did at its best, and fewer when it slows down: because it is
 * busy, because the network or this machine is, or because requests are repeated. Thread-safe.
 */
public final class AnswerPace {
  /** The mean time of answers that is still as quick as the best. */
  private static final double TOLERANCE = 1.5;

  /** The best time is slowly forgotten, since the way to a service may become longer. */
  private static final double FORGOTTEN = 1.02;

  private final int least;
  private final int most;
  private final LongSupplier ticker;
  private final AtomicInteger underWay = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile int now;

  // Guarded by the lock.
  private long sum;
  private int answers;
  private double best = Double.MAX_VALUE;

  /**
   * Starts with the least.
   *
   * @param least how many are made at once in any case, at least 1
   * @param most how many are made at once at most; {@code least} if it is less
   * @param ticker nanoseconds, as {@link System#nanoTime}
   */
  public AnswerPace(int least, int most, LongSupplier ticker) {
    this.least = least;
    this.most = Math.max(least, most);
    this.ticker = ticker;
    this.now = least;
  }

  /**
   * Returns how many requests should be made at once.
   *
   * @return the number at this moment
   */
  public int now() {
    return now;
  }

  /**
   * Makes a request and measures the time until it is answered.
   *
   * @param <T> the answer
   * @param request any; one that fails counts like one that is answered
   * @return the answer
   */
  public <T> T measured(Supplier<T> request) {
    int together = underWay.incrementAndGet();
    long begun = ticker.getAsLong();
    try {
      return request.get();
    } finally {
      underWay.decrementAndGet();
      answered(ticker.getAsLong() - begun, together);
    }
  }

  /** Those who make few requests at once do not tell what the service makes of many. */
  private void answered(long nanos, int together) {
    if (least == most || 2 * together < now) {
      return;
    }
    lock.lock();
    try {
      sum += nanos;
      answers++;
      if (answers >= now) {
        adjust((double) sum / answers);
        sum = 0;
        answers = 0;
      }
    } finally {
      lock.unlock();
    }
  }

  private void adjust(double mean) {
    best = Math.min(Math.max(1, mean), best * FORGOTTEN);
    double share = Math.min(1, TOLERANCE * best / Math.max(1, mean));
    long next = Math.round(now * share + Math.sqrt(now));
    now = Math.toIntExact(Math.max(least, Math.min(most, next)));
  }
}
