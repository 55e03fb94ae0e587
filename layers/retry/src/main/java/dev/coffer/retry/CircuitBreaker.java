package dev.coffer.retry;

import dev.coffer.retry.RetryStatistics.State;
import java.time.Duration;

/**
 * Protects a store that is down: after a number of consecutive failures calls are refused for a
 * while; then one is let through, and its outcome decides.
 */
final class CircuitBreaker {
  private final int threshold;
  private final Duration delay;
  private final Ticker time;
  private volatile State state = State.CLOSED;
  private volatile int failures;
  private volatile long opened;

  /**
   * Creates a closed circuit breaker.
   *
   * @param threshold the number of consecutive failures that open it; 0 for never
   */
  CircuitBreaker(int threshold, Duration delay, Ticker time) {
    this.threshold = threshold;
    this.delay = delay;
    this.time = time;
  }

  /** Returns whether an attempt may begin; it must end with one of the three methods below. */
  boolean admits() {
    return state == State.CLOSED || admitsTrial();
  }

  private synchronized boolean admitsTrial() {
    if (state == State.OPEN && left().isZero()) {
      state = State.TRYING;
      return true;
    }
    return state == State.CLOSED;
  }

  /** Returns how long it takes until an attempt is let through. */
  Duration left() {
    Duration left = delay.minusNanos(time.nanos() - opened);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * Records that the store has responded, with whatever result. While nothing fails this only
   * reads.
   */
  void responded() {
    if (failures > 0) {
      recover();
    }
  }

  private synchronized void recover() {
    if (state
        != State.OPEN) { // an attempt that began before it opened says nothing about the store now
      state = State.CLOSED;
      failures = 0;
    }
  }

  /** Records that the store was unavailable. */
  synchronized void failed() {
    if (threshold > 0
        && state != State.OPEN
        && (state == State.TRYING || ++failures >= threshold)) {
      open();
    }
  }

  /**
   * Records that the caller has ended the attempt. A trial attempt then leaves the state of the
   * store unknown.
   */
  void abandoned() {
    if (state == State.TRYING) {
      reopen();
    }
  }

  private synchronized void reopen() {
    if (state == State.TRYING) {
      open();
    }
  }

  private void open() {
    opened = time.nanos();
    state = State.OPEN;
  }

  State state() {
    return state;
  }
}
