package dev.coffer.delivery;

import java.time.Duration;

/**
 * When a batch is sent: whichever comes first.
 *
 * @param timeout so long after the last change
 * @param maxAge so long after the first change
 * @param bytes when the files that changed have so many bytes together; a batch has no more, unless
 *     one file alone has
 */
public record BatchPolicy(Duration timeout, Duration maxAge, long bytes) {
  /** Five seconds, thirty seconds, one MiB. */
  public static final BatchPolicy USUAL =
      new BatchPolicy(Duration.ofSeconds(5), Duration.ofSeconds(30), 1 << 20);

  /** How many events make a batch that is sent at once, whatever their size. */
  static final int MOST_EVENTS = 10_000;
}
