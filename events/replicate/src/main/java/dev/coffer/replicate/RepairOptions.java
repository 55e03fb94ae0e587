package dev.coffer.replicate;

import java.util.function.LongUnaryOperator;

/**
 * How a replica is repaired.
 *
 * @param dryRun whether nothing is changed
 * @param adopts whether a file without a mark is replaced by another one of the primary
 * @param mostDeletions how many files may be deleted, given the number of files in the replica; if
 *     more would be, none is
 */
public record RepairOptions(boolean dryRun, boolean adopts, LongUnaryOperator mostDeletions) {
  private static final long TENTH = 10;

  /** Repairs, leaves files without a mark, and deletes at most a tenth of the files. */
  public static final RepairOptions USUAL =
      new RepairOptions(false, false, files -> (files + TENTH - 1) / TENTH);
}
