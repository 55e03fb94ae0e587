package dev.coffer.versioning;

import java.util.List;

/**
 * What a prune has removed, or would remove.
 *
 * @param pruned the versions, in the order in which they were found
 */
public record PruneReport(List<Pruned> pruned) {
  /**
   * Creates a report.
   *
   * @param pruned the versions
   */
  public PruneReport {
    pruned = List.copyOf(pruned);
  }

  /**
   * Returns how many bytes the versions have, or had.
   *
   * @return the sum of their sizes
   */
  public long bytes() {
    return pruned.stream().mapToLong(Pruned::size).sum();
  }
}
