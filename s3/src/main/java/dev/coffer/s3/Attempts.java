package dev.coffer.s3;

import dev.coffer.remote.Backoff;
import java.time.Duration;

/**
 * The attempts of one operation that the SDK does not repeat itself, within the deadline of
 * retries.
 */
final class Attempts {
  private final long end;
  private int repetitions;

  Attempts(Duration deadline) {
    this.end = System.nanoTime() + deadline.toNanos();
  }

  /** Waits and says whether there shall be another attempt. */
  boolean again() throws InterruptedException {
    if (System.nanoTime() - end >= 0) {
      return false;
    }
    Backoff.USUAL.await(++repetitions);
    return true;
  }

  boolean areRepeated() {
    return repetitions > 0;
  }
}
