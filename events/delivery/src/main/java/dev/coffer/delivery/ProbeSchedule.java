package dev.coffer.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;

/** One probe at a time, each a longer while after the one before. */
final class ProbeSchedule {
  private final IntFunction<Duration> pauses;
  private int failed;
  private boolean underWay;
  private Instant next = Instant.MIN;

  /** The pauses before the first, second, … probe. */
  ProbeSchedule(IntFunction<Duration> pauses) {
    this.pauses = pauses;
  }

  void reset() {
    failed = 0;
    underWay = false;
    next = Instant.MIN;
  }

  boolean allows(Instant now) {
    return !underWay && !now.isBefore(next);
  }

  void began() {
    underWay = true;
  }

  /** The probe ended and said nothing of the receiver. */
  void ended() {
    underWay = false;
  }

  void failed(Instant now, Duration asked) {
    underWay = false;
    next = now.plus(RetrySchedule.longer(pauses.apply(++failed), asked));
  }

  /** When a probe may begin; empty while one is under way. */
  Optional<Instant> next() {
    return underWay ? Optional.empty() : Optional.of(next);
  }
}
