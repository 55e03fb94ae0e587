package dev.coffer.benchmarks.fleet;

import java.util.Arrays;

/** How long something took, many times, in microseconds. */
final class Times {
  private long[] values = new long[1024];
  private int size;

  void add(long micros) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = micros;
  }

  /** The time that this share of all stayed below, from 0 to 1. */
  long quantile(double share) {
    long[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return size == 0 ? 0 : sorted[Math.min(size - 1, (int) (share * size))];
  }
}
