package dev.coffer.app.sync;

import dev.coffer.CorruptFileException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.concurrent.BoundedExecutor;
import dev.coffer.spi.ListedPairs;
import java.util.OptionalLong;

/**
 * Brings a store to hold what an origin holds.
 *
 * <p>A file is copied when it is missing or its bytes differ. Where sizes are equal and the times
 * say that nothing changed, see {@link Destination}, the bytes are not read, unless checksums are
 * asked for. Each copy is read back and compared. What is there and equal is skipped, so a run that
 * was interrupted is taken up by the next. Deletions come before copies, since a file may stand
 * where a directory is to be, and the other way round; nothing is deleted at or below a path at
 * which the origin could not be looked at.
 */
public final class SyncRun {
  private final Origin origin;
  private final FileStore target;
  private final Sides sides;
  private final SyncOptions options;
  private final Journal journal;
  private final FileComparison comparison;
  private final FileCopy copy;

  /** Something that a user hardly wants. */
  public static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /** More files would be deleted than are allowed. */
  public static final class TooManyDeletionsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyDeletionsException(String message) {
      super(message);
    }
  }

  /**
   * Prepares a sync.
   *
   * @param origin where files come from
   * @param destination where they go
   * @param options what to do
   * @param journal hears what is done
   */
  public SyncRun(Origin origin, Destination destination, SyncOptions options, Journal journal) {
    this.origin = origin;
    this.target = destination.store();
    this.sides = new Sides(origin, target, options.filter());
    this.options = options;
    this.journal = journal;
    this.comparison = new FileComparison(origin, destination, options);
    this.copy = new FileCopy(origin, destination, journal::moved);
  }

  /**
   * Counts the bytes that are to be compared or copied, by sizes and times.
   *
   * @return the sum of their sizes
   */
  public long bytesToCopy() {
    long[] bytes = new long[1];
    each(
        SilentReport.ALL,
        SilentReport.ALL,
        pair -> {
          FileInfo file = pair.origin();
          if (file != null && !comparison.looksEqual(pair)) {
            bytes[0] += file.size();
          }
        });
    return bytes[0];
  }

  /** The target is listed only if it matters what is there. */
  private void each(SkippedFiles leftovers, SkippedFiles leftThere, Sides.Step step) {
    if (options.comparison() == SyncOptions.Comparison.NONE) {
      sides.eachOfOrigin(leftovers, step);
    } else {
      sides.each(leftovers, leftThere, step);
    }
  }

  /**
   * Does it. A file that fails is told to the journal and holds up no other.
   *
   * @throws RefusedException when all would be deleted since the origin is empty
   * @throws TooManyDeletionsException when more would be deleted than is allowed; nothing has been
   *     changed unless the files of the origin became fewer while they were counted
   * @throws FileStoreException when a listing fails
   */
  public void run() {
    UnreadTarget unread = new UnreadTarget(journal);
    TargetDeletion deletion =
        new TargetDeletion(sides, options.dryRun(), options.maxDelete(), journal, unread);
    if (options.delete()) {
      deletion.run();
    }
    int threads = Math.max(1, Math.min(origin.concurrency(), concurrency()));
    try (BoundedExecutor crew = new BoundedExecutor(options.parallel().orElse(threads))) {
      each(journal, unread, pair -> copy(pair, crew));
    }
    if (Thread.currentThread().isInterrupted()) {
      throw sides.interrupted(null);
    }
    deletion.requireAllowed();
  }

  private int concurrency() {
    return target.capabilities().writeConcurrency();
  }

  private void copy(ListedPairs.Pair pair, BoundedExecutor crew) throws InterruptedException {
    FileInfo file = pair.origin();
    if (file == null) {
      return;
    }
    if (comparison.looksEqual(pair)) {
      journal.skipped();
    } else if (options.dryRun() && !comparison.canBeEqual(pair)) {
      journal.copied(file.path().toString(), file.size());
    } else {
      crew.run(() -> compareAndCopy(pair, file));
    }
  }

  private void compareAndCopy(ListedPairs.Pair pair, FileInfo file) {
    String path = file.path().toString();
    OptionalLong copied;
    try {
      copied = bytesCopied(pair, file);
    } catch (InterruptedOperationException e) {
      // The whole has been ended.
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException | Error e) {
      // A read that an interrupt broke off has set the flag, and is no failure of its file.
      if (e instanceof CorruptFileException || !Thread.currentThread().isInterrupted()) {
        journal.failed(path, e);
      }
      return;
    }
    tell(file, copied);
  }

  /** Nothing if the bytes are equal. */
  private OptionalLong bytesCopied(ListedPairs.Pair pair, FileInfo file) {
    if (comparison.canBeEqual(pair) && isEqual(file.path())) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(options.dryRun() ? file.size() : copy.run(file.path()));
  }

  /** What the journal throws is no failure of the file, and ends the whole. */
  private void tell(FileInfo file, OptionalLong copied) {
    if (copied.isPresent()) {
      journal.copied(file.path().toString(), copied.getAsLong());
    } else {
      journal.moved(file.size());
      journal.skipped();
    }
  }

  /** A copy that is there is noted as such, so that the next run need not read it. */
  private boolean isEqual(FilePath path) {
    return comparison.isEqual(path, !options.dryRun());
  }
}
