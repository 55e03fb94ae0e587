package dev.coffer.replicate;

/**
 * What a repair found and did, or in a dry run would do.
 *
 * @param same how many files were as they should be
 * @param copied how many were missing or others
 * @param adopted how many were the same without a mark
 * @param deleted how many were deleted
 * @param foreign how many Coffer did not put there, at paths that the primary does not have
 * @param left how many Coffer did not put there, at paths where the primary has another file
 * @param failed how many could not be repaired
 * @param refused how many would have been deleted, and were not since they are too many
 */
public record RepairReport(
    long same,
    long copied,
    long adopted,
    long deleted,
    long foreign,
    long left,
    long failed,
    long refused) {
  /**
   * Returns whether the replica is as its primary now, apart from foreign files at other paths.
   *
   * @return false if something was left, failed or refused
   */
  public boolean isComplete() {
    return left + failed + refused == 0;
  }
}
