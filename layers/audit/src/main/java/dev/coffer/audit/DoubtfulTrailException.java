package dev.coffer.audit;

import java.io.IOException;

/** Nobody can tell whether the last lines of a trail are on the disk. */
final class DoubtfulTrailException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param what has failed, as the beginning of a sentence
   */
  private DoubtfulTrailException(String what, Exception cause) {
    super(
        what
            + ", and no later one tells whether its last lines are on the disk; check the disk and"
            + " open the store again",
        cause);
  }

  static DoubtfulTrailException ofSync(PinnedFile lock, IOException cause) {
    return new DoubtfulTrailException(
        "a sync of the trail with the lock " + lock + " has failed", cause);
  }

  /** A write of lines to a store failed, and they stand there. */
  static DoubtfulTrailException ofWrite(String file, Exception cause) {
    return new DoubtfulTrailException(
        "a write of the trail has failed after its file " + file + " was in place", cause);
  }
}
