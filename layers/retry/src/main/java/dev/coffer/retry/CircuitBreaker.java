package dev.coffer.retry;

import dev.coffer.retry.RetryStatistics.State;
import java.time.Duration;

/**
 * Spares a store that is down: after a few failures in a row calls are refused for a while, then
 * one is let through, and its end decides.
 */
final class CircuitBreaker {
  private final int threshold;
  private final Duration delay;
  private final Ticker time;
  private volatile State state = State.CLOSED;
  private volatile int failures;
  private volatile long opened;

  /**
   * Begins closed.
   *
   * @param threshold how many failures in a row open it; 0 for never
   */
  CircuitBreaker(int threshold, Duration delay, Ticker time) {
    this.threshold = threshold;
    this.delay = delay;
    this.time = time;
  }

  /** Whether an attempt may begin; it then ends with one of the three below. */
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

  /** How long it is until an attempt is let through. */
  Duration left() {
    Duration left = delay.minusNanos(time.nanos() - opened);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The store has answered, whatever the answer is. While nothing fails this only reads. */
  void answered() {
    if (failures > 0) {
      recover();
    }
  }

  private synchronized void recover() {
    if (state != State.OPEN) { // an attempt from before it opened says nothing of the store now
      state = State.CLOSED;
      failures = 0;
    }
  }

  /** The store was not to be had. */
  synchronized void failed() {
    if (threshold > 0
        && state != State.OPEN
        && (state == State.TRYING || ++failures >= threshold)) {
      open();
    }
  }

  /** The attempt was ended by its caller. That of a store which may be down still tells nothing. */
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
