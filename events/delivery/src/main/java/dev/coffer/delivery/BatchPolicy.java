package dev.coffer.delivery;

import java.time.Duration;

/**
 * Determines when a batch is sent: as soon as one of the conditions holds.
 *
 * @param timeout the time since the last change
 * @param maxAge the time since the first change
 * @param bytes the total size of the changed files; a batch is no larger, unless a single file is
 */
public record BatchPolicy(Duration timeout, Duration maxAge, long bytes) {
  /** Five seconds, thirty seconds, one MiB. */
  public static final BatchPolicy USUAL =
      new BatchPolicy(Duration.ofSeconds(5), Duration.ofSeconds(30), 1 << 20);

  /** The number of events after which a batch is sent immediately, whatever their size. */
  static final int MOST_EVENTS = 10_000;
}
