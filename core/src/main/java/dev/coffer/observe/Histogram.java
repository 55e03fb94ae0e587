package dev.coffer.observe;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts durations in buckets of a sixteenth of a power of two, for many threads. Covers 1 ns to
 * half an hour; longer durations count as half an hour.
 */
final class Histogram {
  private static final int PARTS_BITS = 4;
  private static final int PARTS = 1 << PARTS_BITS;
  private static final int HIGHEST_BIT = 40;
  private static final int CLASSES = (HIGHEST_BIT - PARTS_BITS + 2) * PARTS;

  private final AtomicReferenceArray<@Nullable LongAdder> counts =
      new AtomicReferenceArray<>(CLASSES);

  void add(long nanos) {
    counter(classOf(nanos)).increment();
  }

  private LongAdder counter(int index) {
    LongAdder counter = counts.get(index);
    while (counter == null) {
      counts.compareAndSet(index, null, new LongAdder());
      counter = counts.get(index);
    }
    return counter;
  }

  static int classOf(long nanos) {
    long time = Math.max(0, Math.min(nanos, (1L << (HIGHEST_BIT + 1)) - 1));
    if (time < PARTS) {
      return (int) time;
    }
    int shift = 63 - PARTS_BITS - Long.numberOfLeadingZeros(time);
    return (shift + 1) * PARTS + (int) (time >>> shift) - PARTS;
  }

  /** Returns the longest duration of a bucket. */
  static long longestOf(int index) {
    if (index < PARTS) {
      return index;
    }
    int shift = index / PARTS - 1;
    return ((index % PARTS + PARTS + 1L) << shift) - 1;
  }

  /** Returns a quantile of all durations; zero if there are none. */
  Duration quantile(double part) {
    long[] sums = new long[CLASSES];
    long all = 0;
    for (int i = 0; i < CLASSES; i++) {
      LongAdder counter = counts.get(i);
      sums[i] = counter == null ? 0 : counter.sum();
      all += sums[i];
    }
    long wanted = (long) Math.ceil(all * part);
    int index = 0;
    for (long seen = sums[0]; seen < wanted; seen += sums[index]) {
      index++;
    }
    return Duration.ofNanos(longestOf(index));
  }
}
