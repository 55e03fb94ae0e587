package dev.coffer.app.sync;

import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.OmittedName;
import dev.coffer.app.sync.DifferenceJournal.Difference;
import dev.coffer.app.sync.DifferenceJournal.Side;
import dev.coffer.concurrent.BoundedExecutor;
import dev.coffer.spi.ListedPairs;
import java.util.Objects;

/**
 * Compares what two sides hold, as a {@link SyncRun} does before it copies. It only reads.
 *
 * @param first the one side
 * @param second the other side
 * @param options how files are compared, and which
 * @param journal hears what differs, in no particular order
 */
public record TreeComparison(
    Origin first, Destination second, SyncOptions options, DifferenceJournal journal) {
  /** Compares the files of one path. */
  private interface Compare {
    void both(FilePath path, ListedPairs.Pair pair) throws InterruptedException;
  }

  /**
   * Does it. A file that cannot be compared is reported to the journal and holds up no other.
   *
   * @throws FileStoreException if a listing fails
   */
  public void run() {
    Sides sides = new Sides(first, second.store(), options.filter());
    FileComparison comparison = new FileComparison(first, second, options);
    int threads = Math.min(first.concurrency(), second.store().capabilities().concurrency());
    try (BoundedExecutor crew =
        new BoundedExecutor(options.parallel().orElse(Math.max(1, threads)))) {
      Compare compare = (path, pair) -> both(pair, path, comparison, crew);
      LeftoversOfSide here = new LeftoversOfSide(Side.FIRST, journal, new UnseenPaths());
      LeftoversOfSide there = new LeftoversOfSide(Side.SECOND, journal, new UnseenPaths());
      sides.each(here, there, pair -> take(pair, here, there, compare));
    }
    if (Thread.currentThread().isInterrupted()) {
      throw sides.interrupted(null);
    }
  }

  /** What the listing of one side does not show. */
  private record LeftoversOfSide(Side side, DifferenceJournal journal, UnseenPaths unread)
      implements SkippedFiles {
    @Override
    public void failed(String path, Throwable error) {
      unread.failed(path, error);
      journal.notCompared(path, error);
    }

    @Override
    public void unreadable(String path, RuntimeException error) {
      failed(path, error);
    }

    @Override
    public void omitted(OmittedName name) {
      journal.omitted(side, name);
    }

    /** Whether a file that was not listed is not there. */
    boolean lacks(FilePath path) {
      unread.forgetBefore(path);
      return !unread.covers(path);
    }
  }

  private void take(
      ListedPairs.Pair pair, LeftoversOfSide here, LeftoversOfSide there, Compare compare)
      throws InterruptedException {
    FilePath path = Objects.requireNonNullElse(pair.origin(), pair.target()).path();
    if (pair.origin() != null && pair.target() != null) {
      compare.both(path, pair);
    } else if (pair.origin() == null && here.lacks(path)) {
      journal.differs(path.toString(), Difference.ONLY_IN_SECOND);
    } else if (pair.target() == null && there.lacks(path)) {
      journal.differs(path.toString(), Difference.ONLY_IN_FIRST);
    }
  }

  private void both(
      ListedPairs.Pair pair, FilePath path, FileComparison comparison, BoundedExecutor crew)
      throws InterruptedException {
    if (comparison.looksEqual(pair)) {
      journal.same();
    } else if (!comparison.canBeEqual(pair)) {
      journal.differs(path.toString(), Difference.DIFFERENT);
    } else {
      crew.run(() -> compare(path, comparison));
    }
  }

  private void compare(FilePath path, FileComparison comparison) {
    boolean equal;
    try {
      equal = comparison.isEqual(path, false);
    } catch (InterruptedOperationException e) {
      // The whole has been ended.
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException | Error e) {
      journal.notCompared(path.toString(), e);
      return;
    }
    if (equal) {
      journal.same();
    } else {
      journal.differs(path.toString(), Difference.DIFFERENT);
    }
  }
}
