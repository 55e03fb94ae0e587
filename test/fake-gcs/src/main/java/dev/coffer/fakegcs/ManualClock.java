package dev.coffer.fakegcs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time of a server, which stands still until a test advances it. */
public final class ManualClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** Starts at the first second of 2026. */
  public ManualClock() {}

  /**
   * Advances the time.
   *
   * @param time how far
   */
  public synchronized void advance(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
