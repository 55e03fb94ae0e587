package dev.coffer.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A time that passes when a test says so. */
final class ManualTime implements InstantSource {
  private Instant now = Events.START;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  synchronized void pass(Duration time) {
    now = now.plus(time);
  }
}
