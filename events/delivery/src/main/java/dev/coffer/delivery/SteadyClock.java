package dev.coffer.delivery;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that starts with the time of day and runs steadily, even if that is adjusted. */
final class SteadyClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long begun = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - begun);
  }
}
