package dev.coffer.app.sync;

import dev.coffer.CorruptFileException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.security.MessageDigest;

/**
 * Brings a store to hold what an origin holds.
 *
 * <p>A file is copied when it is missing or its bytes differ. Where sizes are equal and the times
 * say that nothing changed, see {@link Destination}, the bytes are not read, unless checksums are
 * asked for. Each copy is read back and compared. What is there and equal is passed over, so a run
 * that was interrupted is taken up by the next. Deletions come before copies, since a file may
 * stand where a directory is to be, and the other way round; nothing is deleted at or below a path
 * at which the origin could not be looked at.
 */
public final class SyncRun {
  private final Origin origin;
  private final Destination destination;
  private final FileStore target;
  private final Sides sides;
  private final Options options;
  private final Journal journal;
  private final FileCopy copy;

  /**
   * What to do.
   *
   * @param checksum whether bytes are compared also where times say that they are equal
   * @param dryRun whether only to tell what would be done
   * @param delete whether to delete what the origin does not have
   */
  public record Options(boolean checksum, boolean dryRun, boolean delete) {}

  /** Something that a user hardly wants. */
  public static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
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
  public SyncRun(Origin origin, Destination destination, Options options, Journal journal) {
    this.origin = origin;
    this.destination = destination;
    this.target = destination.store();
    this.sides = new Sides(origin, target);
    this.options = options;
    this.journal = journal;
    this.copy = new FileCopy(origin, destination, journal::moved);
  }

  /**
   * Counts the bytes that are to be compared or copied, by sizes and times.
   *
   * @return the sum of their sizes
   */
  public long bytesToCopy() {
    long[] bytes = new long[1];
    sides.each(
        SilentReport.ALL,
        pair -> {
          FileInfo file = pair.origin();
          if (file != null && !looksEqual(pair)) {
            bytes[0] += file.size();
          }
        });
    return bytes[0];
  }

  /**
   * Does it. A file that fails is told to the journal and holds up no other.
   *
   * @throws RefusedException when all would be deleted since the origin is empty
   * @throws FileStoreException when a listing fails
   */
  public void run() {
    if (options.delete()) {
      new TargetDeletion(sides, options.dryRun(), journal).run();
    }
    int threads = Math.max(1, Math.min(origin.concurrency(), concurrency()));
    try (BoundedExecutor crew = new BoundedExecutor(threads)) {
      sides.each(journal, pair -> copy(pair, crew));
    }
    if (Thread.currentThread().isInterrupted()) {
      throw sides.interrupted(null);
    }
  }

  private int concurrency() {
    return target.capabilities().writeConcurrency();
  }

  private void copy(Pairs.Pair pair, BoundedExecutor crew) throws InterruptedException {
    FileInfo file = pair.origin();
    if (file == null) {
      return;
    }
    if (!options.checksum() && looksEqual(pair)) {
      journal.skipped();
    } else if (options.dryRun() && !sameSize(pair)) {
      journal.copied(file.path().toString(), file.size());
    } else {
      crew.run(() -> compareAndCopy(pair, file));
    }
  }

  private void compareAndCopy(Pairs.Pair pair, FileInfo file) {
    String path = file.path().toString();
    try {
      if (sameSize(pair) && isEqual(file.path())) {
        journal.moved(file.size());
        journal.skipped();
      } else {
        journal.copied(path, options.dryRun() ? file.size() : copy.run(file.path()));
      }
    } catch (InterruptedOperationException e) {
      // The whole has been ended.
      Thread.currentThread().interrupt();
    } catch (CorruptFileException e) {
      journal.failed(path, e);
    } catch (RuntimeException | OutOfMemoryError e) {
      // A read that an interrupt broke off has set the flag, and is no failure of its file.
      if (!Thread.currentThread().isInterrupted()) {
        journal.failed(path, e);
      }
    }
  }

  private boolean looksEqual(Pairs.Pair pair) {
    return sameSize(pair)
        && pair.origin() != null
        && pair.target() != null
        && destination.hasTimeOf(pair.origin(), pair.target());
  }

  private static boolean sameSize(Pairs.Pair pair) {
    return pair.origin() != null
        && pair.target() != null
        && pair.origin().size() == pair.target().size();
  }

  /** Whether the bytes are; a file that changes meanwhile is left to the copying. */
  private boolean isEqual(FilePath path) {
    try (OpenedFile here = origin.read(path);
        OpenedFile there = target.read(path, ReadOptions.DEFAULTS)) {
      boolean equal = MessageDigest.isEqual(FileDigest.of(here), FileDigest.of(there));
      boolean rested =
          origin.stat(path).filter(now -> now.etag().equals(here.info().etag())).isPresent();
      if (equal && rested && !options.dryRun()) {
        destination.settle(here.info(), there.info());
      }
      return equal && rested;
    } catch (NotFoundException e) {
      return false;
    }
  }
}
