package dev.coffer.app.sync;

import dev.coffer.FilePath;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.spi.ListedPairs;
import java.security.MessageDigest;

/** Whether the files at one path of an origin and a destination are equal. */
record FileComparison(Origin origin, Destination destination, SyncOptions options) {
  /** Returns whether sizes and times say so; false if only the bytes can tell. */
  boolean looksEqual(ListedPairs.Pair pair) {
    return options.comparison() == SyncOptions.Comparison.TIMES
        && sameSize(pair)
        && pair.origin() != null
        && pair.target() != null
        && destination.looksEqual(origin, pair.origin(), pair.target());
  }

  /** Returns whether it is worth comparing the bytes. */
  boolean canBeEqual(ListedPairs.Pair pair) {
    return options.comparison() != SyncOptions.Comparison.NONE && sameSize(pair);
  }

  private static boolean sameSize(ListedPairs.Pair pair) {
    return pair.origin() != null
        && pair.target() != null
        && pair.origin().size() == pair.target().size();
  }

  /**
   * Returns whether the bytes are; a file that changes meanwhile, or is gone, is not equal.
   *
   * @param settles whether the destination notes that they are
   */
  boolean isEqual(FilePath path, boolean settles) {
    try (OpenedFile here = origin.read(path);
        OpenedFile there = destination.store().read(path, ReadOptions.DEFAULTS)) {
      boolean equal = MessageDigest.isEqual(FileDigest.of(here), FileDigest.of(there));
      boolean rested =
          origin.stat(path).filter(now -> now.etag().equals(here.info().etag())).isPresent();
      if (equal && rested && settles) {
        destination.settle(here.info(), there.info());
      }
      return equal && rested;
    } catch (NotFoundException e) {
      return false;
    }
  }
}
