package dev.coffer.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;

/** Allows one probe at a time, with increasing delays. */
final class ProbeSchedule {
  private final IntFunction<Duration> pauses;
  private int failed;
  private boolean underWay;
  private Instant next = Instant.MIN;

  /** The delays before the first, second, … probe. */
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

  /** Records the end of a probe that says nothing about the receiver. */
  void ended() {
    underWay = false;
  }

  void failed(Instant now, Duration asked) {
    underWay = false;
    next = now.plus(RetrySchedule.longer(pauses.apply(++failed), asked));
  }

  /** Returns when a probe may begin; empty while one is in progress. */
  Optional<Instant> next() {
    return underWay ? Optional.empty() : Optional.of(next);
  }
}
