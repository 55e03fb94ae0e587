package dev.coffer.audit;

import java.io.IOException;

/** A sync of a trail has failed: nobody can tell whether its last lines are on the disk. */
final class DoubtfulTrailException extends IOException {
  private static final long serialVersionUID = 1L;

  DoubtfulTrailException(PinnedFile lock, IOException cause) {
    super(
        "a sync of the trail with the lock "
            + lock
            + " has failed, and no later one tells whether its last lines are on the disk; check"
            + " the disk and open the store anew",
        cause);
  }
}
