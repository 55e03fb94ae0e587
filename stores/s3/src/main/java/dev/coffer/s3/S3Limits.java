package dev.coffer.s3;

import dev.coffer.remote.PartSizes;
import java.time.Duration;

/**
 * Limits of sizes, concurrency and retries.
 *
 * @param partSize the size above which files are sent in parts, and the minimum size of the parts
 * @param partsAtOnce how many parts of one file are sent at once
 * @param concurrency how many requests a call on many files makes at once
 * @param retryDeadline the time after which no further attempt is started
 * @param largestCopy the size above which files are copied in parts
 */
record S3Limits(
    int partSize, int partsAtOnce, int concurrency, Duration retryDeadline, long largestCopy) {
  static final int SMALLEST_PART = 5 << 20;
  static final long LARGEST_PUT = 5L << 30;
  static final long LARGEST_FILE = 5L << 40;
  static final int MOST_PARTS = 10_000;

  static final S3Limits USUAL = new S3Limits(8 << 20, 4, 64, Duration.ofMinutes(1), LARGEST_PUT);

  /** Far less than the maximum size of one copy, since parts are copied concurrently. */
  private static final int USUAL_COPY = 512 << 20;

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  PartSizes partSizes() {
    return new PartSizes(partSize, Math.max(partSize, LARGEST_ARRAY), MOST_PARTS);
  }

  /** Returns the size of the parts in which a file is copied. */
  long copySize(long file) {
    int first = Math.max(SMALLEST_PART, (int) Math.min(USUAL_COPY, largestCopy));
    return new PartSizes(first, Integer.MAX_VALUE, MOST_PARTS).forLength(file);
  }
}
