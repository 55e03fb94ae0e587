package dev.coffer.event;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * UUIDs of version 7: milliseconds, a counter within them and random bits. Each one of this process
 * is greater than those before, also when the clock is set back.
 */
final class TimeOrderedIds {
  private static final int COUNTER_BITS = 12;
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000000000000000L;

  /** Milliseconds and counter together. */
  private static long last;

  private TimeOrderedIds() {}

  static UUID next(Instant time) {
    long stamp = nextStamp(time.toEpochMilli() << COUNTER_BITS);
    long high = ((stamp >>> COUNTER_BITS) << 16) | VERSION | (stamp & ((1 << COUNTER_BITS) - 1));
    return new UUID(high, VARIANT | (ThreadLocalRandom.current().nextLong() >>> 2));
  }

  private static synchronized long nextStamp(long now) {
    last = Math.max(last + 1, now);
    return last;
  }
}
