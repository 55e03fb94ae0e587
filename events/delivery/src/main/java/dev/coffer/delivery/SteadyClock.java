package dev.coffer.delivery;

import java.time.Instant;
import java.time.InstantSource;

/** Begins with the time of day and goes on evenly, also when that is set. */
final class SteadyClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long begun = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - begun);
  }
}
