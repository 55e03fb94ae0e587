package dev.coffer.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Spares a receiver that is down: after a few failures in a row one delivery alone is tried, each
 * time after a longer while, until one succeeds.
 */
final class Breaker {
  private static final int TOLERATED = 5;

  private final IntFunction<Duration> delays;
  private int failures;
  private int probes;
  private boolean probing;
  private Instant nextProbe = Instant.EPOCH;

  /** The delays before the first, second, … probe. */
  Breaker(IntFunction<Duration> delays) {
    this.delays = delays;
  }

  boolean isOpen() {
    return failures >= TOLERATED;
  }

  /** How many deliveries may begin, when so many are wanted. */
  int allowed(int wanted, Instant now) {
    if (!isOpen()) {
      return wanted;
    }
    return probing || now.isBefore(nextProbe) ? 0 : Math.min(1, wanted);
  }

  void began() {
    probing = isOpen();
  }

  /** The receiver answered, whatever it thinks of the event. */
  void answered() {
    failures = 0;
    probes = 0;
    probing = false;
  }

  void failed(Instant now) {
    boolean wasOpen = isOpen();
    failures++;
    if (isOpen() && (!wasOpen || probing)) {
      nextProbe = now.plus(delays.apply(++probes));
      probing = false;
    }
  }

  /** When a delivery may begin at the earliest. */
  Optional<Instant> next() {
    return isOpen() && !probing ? Optional.of(nextProbe) : Optional.empty();
  }
}
