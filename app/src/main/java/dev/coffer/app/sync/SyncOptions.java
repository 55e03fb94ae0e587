package dev.coffer.app.sync;

import dev.coffer.app.filter.PathFilter;
import java.util.OptionalInt;

/**
 * What a sync does.
 *
 * @param comparison how files of the same path and size are compared
 * @param dryRun whether only to tell what would be done
 * @param delete whether to delete what the origin does not have
 * @param maxDelete how many files may be deleted; if there are more, nothing is done
 * @param parallel how many files are copied at a time; empty for what serves both sides best
 * @param filter which files of both sides the sync sees; all others stay as they are
 */
public record SyncOptions(
    Comparison comparison,
    boolean dryRun,
    boolean delete,
    long maxDelete,
    OptionalInt parallel,
    PathFilter filter) {
  /** What is said about two files of the same path and size. */
  public enum Comparison {
    /** Nothing: every file is copied. */
    NONE,
    /** They are equal if their times say so, else if their bytes are. */
    TIMES,
    /** They are equal if their bytes are. */
    BYTES
  }
}
