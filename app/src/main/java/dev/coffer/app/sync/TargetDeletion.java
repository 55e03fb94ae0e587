package dev.coffer.app.sync;

import dev.coffer.ConcurrentRequests;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.spi.ListedPairs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Deletes at the target what the origin does not have. What the origin may have though it was not
 * seen there, see {@link UnseenPaths}, is kept. A listing that fails ends it. A listing can also be
 * wrong, and a deletion cannot be taken back: the origin is asked for each file before it goes. If
 * only so many deletions are allowed, they are counted before the first.
 */
final class TargetDeletion {
  private static final int DELETED_AT_ONCE = 1000;

  private final Sides sides;
  private final boolean dryRun;
  private final long most;
  private final Journal journal;
  private final SkippedFiles unread;
  private final UnseenPaths unseen = new UnseenPaths();
  private final EarlyDeletions early = new EarlyDeletions();
  private final List<FilePath> batch = new ArrayList<>();
  private long taken;

  TargetDeletion(Sides sides, boolean dryRun, long most, Journal journal, SkippedFiles unread) {
    this.sides = sides;
    this.dryRun = dryRun;
    this.most = most;
    this.journal = journal;
    this.unread = unread;
  }

  void run() {
    requireFiles();
    if (most < Long.MAX_VALUE && !dryRun) {
      requireAtMost(DeletionCount.of(sides));
    }
    deleteAll();
  }

  /** Deletes, or tells what would be deleted. */
  void deleteAll() {
    sides.each(unseen, unread, this::take);
    early.all().forEach(this::decide);
    delete();
    unseen.failure().ifPresent(journal::notSeen);
  }

  /** Fails if it has deleted, or would delete, more than it may. */
  void requireAllowed() {
    requireAtMost(taken);
  }

  private void requireAtMost(long deletions) {
    if (deletions > most) {
      throw new SyncRun.TooManyDeletionsException(
          deletions
              + " files of "
              + sides.target().name()
              + " would be deleted, and at most "
              + most
              + " may be");
    }
  }

  /** A directory that was misspelt or is not mounted is empty, too. */
  private void requireFiles() {
    if (isEmpty(sides.origin()) && !isEmpty(Origin.of(sides.target()))) {
      throw new SyncRun.RefusedException(
          sides.origin()
              + " holds no files, and all of "
              + sides.target().name()
              + " would be deleted: use rm for that");
    }
  }

  private static boolean isEmpty(Origin side) {
    UnseenPaths first = new UnseenPaths();
    try (Stream<FileInfo> files = side.files(first)) {
      return !files.iterator().hasNext() && first.failure().isEmpty() && !first.coversAll();
    }
  }

  private void take(ListedPairs.Pair pair) {
    FilePath path = Objects.requireNonNullElse(pair.origin(), pair.target()).path();
    early.before(path).forEach(this::decide);
    unseen.forgetBefore(path);
    if (pair.origin() == null) {
      early.add(path);
    }
  }

  private void decide(FilePath path) {
    if (unseen.covers(path)) {
      journal.kept(path.toString());
      return;
    }
    batch.add(path);
    if (batch.size() == DELETED_AT_ONCE) {
      delete();
    }
  }

  private void delete() {
    keepWhatIsThere();
    taken += batch.size();
    if (!dryRun) {
      requireAtMost(taken);
    }
    try {
      if (!dryRun) {
        sides.target().deleteFiles(batch);
      }
      batch.forEach(path -> journal.deleted(path.toString()));
    } catch (InterruptedOperationException e) {
      throw e;
    } catch (FileStoreException e) {
      tell(e);
    }
    batch.clear();
  }

  private void keepWhatIsThere() {
    Set<FilePath> there = ConcurrentHashMap.newKeySet();
    Map<FilePath, FileStoreException> unknown = new ConcurrentHashMap<>();
    ConcurrentRequests.run(
        batch.iterator(),
        sides.origin().concurrency(),
        path -> {
          try {
            if (sides.origin().stat(path).isPresent()) {
              there.add(path);
            }
          } catch (InterruptedOperationException e) {
            throw e;
          } catch (FileStoreException e) {
            unknown.put(path, e);
          }
        });
    batch.removeIf(path -> isKept(path, there, unknown));
  }

  private boolean isKept(
      FilePath path, Set<FilePath> there, Map<FilePath, FileStoreException> unknown) {
    FileStoreException failure = unknown.get(path);
    if (failure != null) {
      journal.failed(path.toString(), failure);
    }
    boolean kept = failure != null || there.contains(path);
    if (kept) {
      journal.kept(path.toString());
    }
    return kept;
  }

  /** What no failure names is deleted, unless one is of the whole call: then it is not known. */
  private void tell(FileStoreException error) {
    Map<String, FileStoreException> failed = new HashMap<>();
    error.failures().forEach(failure -> failed.putIfAbsent(failure.path(), failure));
    List<String> others = new ArrayList<>();
    for (FilePath path : batch) {
      FileStoreException failure = failed.remove(path.toString());
      if (failure == null) {
        others.add(path.toString());
      } else {
        journal.failed(path.toString(), failure);
      }
    }
    if (failed.isEmpty()) {
      others.forEach(journal::deleted);
    } else if (others.isEmpty()) {
      failed.forEach(journal::failed);
    } else {
      journal.undecided(others, error);
    }
  }
}
