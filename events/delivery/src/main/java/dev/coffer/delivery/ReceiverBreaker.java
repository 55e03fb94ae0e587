package dev.coffer.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Protects a receiver that is down: after a number of consecutive failures only one delivery at a
 * time is tried, with increasing delays, until one succeeds.
 *
 * <p>Only failures of events that have not failed before count, since the others may themselves be
 * the cause. For the same reason each {@link DeliveryTrial} has probes of its own: new events do
 * not wait for probes with failed ones.
 */
final class ReceiverBreaker {
  private static final int TOLERATED = 5;

  private final Map<DeliveryTrial, ProbeSchedule> probes = new EnumMap<>(DeliveryTrial.class);
  private int failures;

  /** The delays before the first, second, … probe. */
  ReceiverBreaker(IntFunction<Duration> delays) {
    for (DeliveryTrial trial : DeliveryTrial.values()) {
      probes.put(trial, new ProbeSchedule(delays));
    }
  }

  private ProbeSchedule pace(DeliveryTrial trial) {
    return probes.getOrDefault(trial, new ProbeSchedule(probe -> Duration.ZERO));
  }

  boolean isOpen() {
    return failures >= TOLERATED;
  }

  boolean allows(DeliveryTrial trial, Instant now) {
    return !isOpen() || pace(trial).allows(now);
  }

  /** Records the beginning of a delivery and returns whether it is a probe. */
  boolean began(DeliveryTrial trial) {
    if (isOpen()) {
      pace(trial).began();
    }
    return isOpen();
  }

  /** Records that the receiver has responded, whether or not it accepted the events. */
  void responded() {
    failures = 0;
    probes.values().forEach(ProbeSchedule::reset);
  }

  /** Records the end of a delivery that says nothing about the receiver. */
  void ended(DeliveryTrial trial, boolean probe) {
    if (probe) {
      pace(trial).ended();
    }
  }

  /**
   * Records that the receiver did not accept a delivery.
   *
   * @param asked the delay that the receiver requests
   */
  void failed(DeliveryTrial trial, boolean probe, Instant now, Duration asked) {
    boolean wasOpen = isOpen();
    failures += trial == DeliveryTrial.FIRST ? 1 : 0;
    if (probe) {
      pace(trial).failed(now, asked);
    } else if (isOpen() && !wasOpen) {
      probes.values().forEach(pace -> pace.failed(now, asked));
    }
  }

  /** Returns when a delivery may begin at the earliest; empty while a probe is in progress. */
  Optional<Instant> next(DeliveryTrial trial) {
    return isOpen() ? pace(trial).next() : Optional.of(Instant.MIN);
  }
}
