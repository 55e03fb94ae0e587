package dev.coffer.app.sync;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings a store to hold what an origin holds.
 *
 * <p>A file is copied when it is missing or its bytes differ. Where sizes are equal and the times
 * say that nothing changed, see {@link Destination}, the bytes are not read, unless checksums are
 * asked for. Each copy is read back and compared. What is there and equal is passed over, so a run
 * that was interrupted is taken up by the next. Deletions come before copies, since a file may
 * stand where a directory is to be, and the other way round.
 */
public final class SyncRun {
  private static final int DELETED_AT_ONCE = 1000;

  private final Origin origin;
  private final Destination destination;
  private final FileStore target;
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

  /** One use of two listings side by side. */
  private interface Step {
    void take(Pairs.Pair pair) throws InterruptedException;
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
    each(
        Unheard.ALL,
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
      requireFiles();
      deleteOthers();
    }
    int threads = Math.max(1, Math.min(origin.concurrency(), concurrency()));
    try (Crew crew = new Crew(threads)) {
      each(journal, pair -> copy(pair, crew));
    }
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(null);
    }
  }

  private int concurrency() {
    return target.capabilities().writeConcurrency();
  }

  /** A directory that was misspelt or is not mounted is empty, too. */
  private void requireFiles() {
    try (Stream<FileInfo> files = origin.files(Unheard.ALL)) {
      if (!files.iterator().hasNext()) {
        throw new RefusedException(
            origin
                + " holds no files, and all of "
                + target
                + " would be deleted: use rm for that");
      }
    }
  }

  private void each(Leftovers leftovers, Step step) {
    try (Stream<FileInfo> origins = origin.files(leftovers);
        Stream<FileInfo> targets = target.walk("")) {
      Pairs pairs = new Pairs(origins.iterator(), targets.iterator());
      while (pairs.hasNext()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        step.take(pairs.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  private InterruptedOperationException interrupted(@Nullable Throwable e) {
    return new InterruptedOperationException("sync", "", target.toString(), null, e);
  }

  /** Up to a directory that cannot be read: what is below it may be there. */
  private void deleteOthers() {
    List<FilePath> batch = new ArrayList<>();
    try {
      findOthers(batch);
    } catch (Unheard.UnreadableException e) {
      // The copying meets it again, and tells the journal.
    }
    delete(batch);
  }

  private void findOthers(List<FilePath> batch) {
    each(
        Unheard.BUT_UNREADABLE,
        pair -> {
          FileInfo other = pair.target();
          if (pair.origin() == null && other != null) {
            batch.add(other.path());
          }
          if (batch.size() == DELETED_AT_ONCE) {
            delete(batch);
          }
        });
  }

  private void delete(List<FilePath> batch) {
    List<String> failed = new ArrayList<>();
    try {
      if (!options.dryRun()) {
        target.deleteFiles(batch);
      }
    } catch (InterruptedOperationException e) {
      throw e;
    } catch (FileStoreException e) {
      for (FileStoreException failure : e.failures()) {
        failed.add(failure.path());
        journal.failed(failure.path(), failure);
      }
    }
    batch.stream()
        .map(FilePath::toString)
        .filter(path -> !failed.contains(path))
        .forEach(journal::deleted);
    batch.clear();
  }

  private void copy(Pairs.Pair pair, Crew crew) throws InterruptedException {
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
      boolean equal = MessageDigest.isEqual(Digest.of(here), Digest.of(there));
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
