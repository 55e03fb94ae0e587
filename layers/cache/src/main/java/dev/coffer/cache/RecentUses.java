package dev.coffer.cache;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which entries of a directory were used in this hour, so that the time of an entry need not be set
 * at each use. Two entries that share a place displace each other: their next uses are first ones
 * again.
 */
final class RecentUses {
  private static final long HOUR = 3_600_000;

  /** Keeps the marks of different entries apart, whatever the hour. */
  private static final int SPREAD = 0x9E3779B1;

  /** The entry that was used last in each place, and the hour of that, in one number. */
  private final AtomicIntegerArray marks = new AtomicIntegerArray(1 << 16);

  /** Returns whether this is the first use of an entry in this hour. */
  boolean isFirst(EntryName name) {
    int hour = (int) (System.currentTimeMillis() / HOUR);
    int place = name.number(0) >>> 16;
    int mark = 31 * hour + name.number(2) * SPREAD;
    return marks.get(place) != mark && marks.getAndSet(place, mark) != mark;
  }
}
