package dev.coffer.cache;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which entries of a directory were used in this hour, so that the time of an entry need not be set
 * at each use. Of two entries that share a place one may be taken for used that was not.
 */
final class RecentUses {
  private static final int DIGITS = 4;
  private static final long HOUR = 3_600_000;

  private final AtomicIntegerArray hours = new AtomicIntegerArray(1 << (4 * DIGITS));

  /** Returns whether this is the first use of an entry in this hour. */
  boolean isFirst(String name) {
    int hour = (int) (System.currentTimeMillis() / HOUR);
    int place = HexFormat.fromHexDigits(name, 0, DIGITS);
    return hours.get(place) != hour && hours.getAndSet(place, hour) != hour;
  }
}
