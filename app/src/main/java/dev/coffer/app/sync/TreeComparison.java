package dev.coffer.app.sync;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.app.sync.DifferenceJournal.Difference;
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
      sides.each(journal, pair -> take(pair, comparison, crew));
    }
    if (Thread.currentThread().isInterrupted()) {
      throw sides.interrupted(null);
    }
  }

  private void take(Pairs.Pair pair, FileComparison comparison, BoundedExecutor crew)
      throws InterruptedException {
    FileInfo here = pair.origin();
    FilePath path = Objects.requireNonNullElse(here, pair.target()).path();
    if (here == null) {
      journal.differs(path.toString(), Difference.ONLY_IN_SECOND);
    } else if (pair.target() == null) {
      journal.differs(path.toString(), Difference.ONLY_IN_FIRST);
    } else if (comparison.looksEqual(pair)) {
      journal.same();
    } else if (!comparison.canBeEqual(pair)) {
      journal.differs(path.toString(), Difference.DIFFERENT);
    } else {
      crew.run(() -> compare(path, comparison));
    }
  }

  private void compare(FilePath path, FileComparison comparison) {
    try {
      if (comparison.isEqual(path, false)) {
        journal.same();
      } else {
        journal.differs(path.toString(), Difference.DIFFERENT);
      }
    } catch (InterruptedOperationException e) {
      // The whole has been ended.
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      journal.failed(path.toString(), e);
    }
  }
}
