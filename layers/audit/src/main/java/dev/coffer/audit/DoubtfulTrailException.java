package dev.coffer.audit;

import java.io.IOException;

/** Thrown if it is not known whether the last lines of a trail are on the disk. */
final class DoubtfulTrailException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param what the failure, as the beginning of a sentence
   */
  private DoubtfulTrailException(String what, Exception cause) {
    super(
        what
            + ", and no later sync shows whether the last lines are on the disk; check the disk"
            + " and open the store again",
        cause);
  }

  static DoubtfulTrailException ofSync(PinnedFile lock, IOException cause) {
    return new DoubtfulTrailException(
        "a sync of the trail with the lock " + lock + " has failed", cause);
  }

  /** Returns the error for a failed write of lines that exist in the store nevertheless. */
  static DoubtfulTrailException ofWrite(String file, Exception cause) {
    return new DoubtfulTrailException(
        "a write of the trail has failed after its file " + file + " was in place", cause);
  }
}
