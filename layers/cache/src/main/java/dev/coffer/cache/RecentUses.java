package dev.coffer.cache;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which entries of a directory were used in this hour, so that the time of an entry need not be set
 * at each use. Two entries that share a place displace each other: their next uses are first ones
 * again.
 */
final class RecentUses {
  private static final int DIGITS = 4;
  private static final long HOUR = 3_600_000;

  /** Keeps the marks of different entries apart, whatever the hour. */
  private static final int SPREAD = 0x9E3779B1;

  /** The entry that was used last in each place, and the hour of that, in one number. */
  private final AtomicIntegerArray marks = new AtomicIntegerArray(1 << (4 * DIGITS));

  /** Returns whether this is the first use of an entry in this hour. */
  boolean isFirst(String name) {
    int hour = (int) (System.currentTimeMillis() / HOUR);
    int place = HexFormat.fromHexDigits(name, 0, DIGITS);
    int mark = 31 * hour + HexFormat.fromHexDigits(name, DIGITS, 2 * DIGITS) * SPREAD;
    return marks.get(place) != mark && marks.getAndSet(place, mark) != mark;
  }
}
