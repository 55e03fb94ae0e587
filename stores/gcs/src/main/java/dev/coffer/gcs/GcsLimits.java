package dev.coffer.gcs;

import dev.coffer.remote.PartSizes;
import java.time.Duration;

/**
 * Limits of sizes, concurrency and retries.
 *
 * @param partSize the size above which files are sent as resumable uploads, and the size of their
 *     parts
 * @param concurrency how many requests a call on many files makes at once
 * @param retryDeadline the time after which no further attempt is started
 * @param unreachable the same while the server cannot be reached
 */
record GcsLimits(int partSize, int concurrency, Duration retryDeadline, Duration unreachable) {
  /** The size of every part but the last is a multiple of this. */
  static final int PART_UNIT = 256 << 10;

  static final long LARGEST_FILE = 5L << 40;
  static final int LARGEST_PAGE = 1000;
  static final int LARGEST_BATCH = 100;

  static final GcsLimits USUAL =
      new GcsLimits(8 << 20, 64, Duration.ofMinutes(1), Duration.ofSeconds(3));

  PartSizes partSizes() {
    return new PartSizes(partSize, partSize, Integer.MAX_VALUE);
  }
}
