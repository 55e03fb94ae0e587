package dev.coffer.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Spares a receiver that is down: after a few failures without a success in between one delivery
 * alone is tried, each time after a longer while, until one succeeds.
 *
 * <p>Only deliveries of what has not failed before speak against a receiver, since the others may
 * be to blame themselves. For the same reason each {@link Trial} has probes of its own: what was
 * not tried yet waits for no probe of what has failed.
 */
final class ReceiverBreaker {
  private static final int TOLERATED = 5;

  private final Map<Trial, Pace> probes = new EnumMap<>(Trial.class);
  private int failures;

  /** The delays before the first, second, … probe. */
  ReceiverBreaker(IntFunction<Duration> delays) {
    for (Trial trial : Trial.values()) {
      probes.put(trial, new Pace(delays));
    }
  }

  private Pace pace(Trial trial) {
    return probes.getOrDefault(trial, new Pace(probe -> Duration.ZERO));
  }

  boolean isOpen() {
    return failures >= TOLERATED;
  }

  boolean allows(Trial trial, Instant now) {
    return !isOpen() || pace(trial).allows(now);
  }

  /** A delivery begins; says whether it is a probe. */
  boolean began(Trial trial) {
    if (isOpen()) {
      pace(trial).began();
    }
    return isOpen();
  }

  /** The receiver is there, whatever it thinks of the events. */
  void answered() {
    failures = 0;
    probes.values().forEach(Pace::reset);
  }

  /** A delivery ended and said nothing of the receiver. */
  void ended(Trial trial, boolean probe) {
    if (probe) {
      pace(trial).ended();
    }
  }

  /**
   * The receiver did not take a delivery.
   *
   * @param asked how long it wants to be left alone
   */
  void failed(Trial trial, boolean probe, Instant now, Duration asked) {
    boolean wasOpen = isOpen();
    failures += trial == Trial.FIRST ? 1 : 0;
    if (probe) {
      pace(trial).failed(now, asked);
    } else if (isOpen() && !wasOpen) {
      probes.values().forEach(pace -> pace.failed(now, asked));
    }
  }

  /** When a delivery may begin at the earliest; empty while a probe is under way. */
  Optional<Instant> next(Trial trial) {
    return isOpen() ? pace(trial).next() : Optional.of(Instant.MIN);
  }
}
