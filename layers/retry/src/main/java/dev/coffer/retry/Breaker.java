package dev.coffer.retry;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Spares a store that is down: after a few failures in a row calls are refused for a while, then
 * one is let through, and its end decides. Failsafe's breaker keeps the state; when its pause is
 * over is said from here, since it knows no clock but its own.
 */
final class Breaker {
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final @Nullable CircuitBreaker<Object> circuit;
  private final Duration delay;
  private final Time time;
  private volatile long opened;

  private Breaker(int failures, Duration delay, Time time) {
    this.delay = delay;
    this.time = time;
    this.circuit =
        failures == 0
            ? null
            : CircuitBreaker.builder()
                .withFailureThreshold(failures)
                .withSuccessThreshold(1)
                .withDelay(NEVER)
                .onOpen(event -> opened = time.nanos())
                .build();
  }

  static Breaker of(int failures, Duration delay, Time time) {
    return new Breaker(failures, delay, time);
  }

  /** Whether an attempt may begin; it then ends with one of the three below. */
  boolean admits() {
    if (circuit == null) {
      return true;
    }
    if (circuit.isOpen() && left().isZero()) {
      circuit.halfOpen();
    }
    return circuit.tryAcquirePermit();
  }

  /** How long it is until an attempt is let through. */
  Duration left() {
    Duration left = delay.minusNanos(time.nanos() - opened);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The store has answered, whatever the answer is. */
  void answered() {
    if (circuit != null) {
      circuit.recordSuccess();
    }
  }

  /** The store was not to be had. */
  void failed() {
    if (circuit != null) {
      circuit.recordFailure();
    }
  }

  /** The attempt was ended by its caller. That of a store which may be down still tells nothing. */
  void abandoned() {
    if (circuit != null && circuit.isHalfOpen()) {
      circuit.recordFailure();
    }
  }

  RetryStatistics.State state() {
    if (circuit == null || circuit.isClosed()) {
      return RetryStatistics.State.CLOSED;
    }
    return circuit.isOpen() ? RetryStatistics.State.OPEN : RetryStatistics.State.TRYING;
  }
}
