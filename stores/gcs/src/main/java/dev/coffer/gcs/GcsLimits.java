package dev.coffer.gcs;

import dev.coffer.remote.PartSizes;
import java.time.Duration;

/**
 * How much is done at once and how long it is tried.
 *
 * @param partSize what is larger is sent as a resumable upload, in parts of this size
 * @param concurrency how many requests a call on many files makes at once
 * @param retryDeadline after this long no further attempt is begun
 * @param unreachable the same while the server cannot be reached at all
 */
record GcsLimits(int partSize, int concurrency, Duration retryDeadline, Duration unreachable) {
  /** All parts but the last are of a multiple of this size. */
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
