package dev.coffer.versioning;

import dev.coffer.ConcurrentRequests;
import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.DeleteOptions;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.ListOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.spi.Remains;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Deletes files: keeps the file that is there, deletes that version and no other, and marks the
 * deletion. The mark comes last, so that none tells of a deletion that was not made, and has a time
 * before the deletion, so that it is not later than the next write.
 */
final class Removal {
  private final FileStore store;
  private final KeptVersions versions;
  private final RecentWrites recent;
  private final UnguardedChanges unguarded;

  Removal(FileStore store, KeptVersions versions, RecentWrites recent, UnguardedChanges unguarded) {
    this.store = store;
    this.versions = versions;
    this.recent = recent;
    this.unguarded = unguarded;
  }

  void files(Iterator<FilePath> paths) {
    ConcurrentRequests.run(paths, store.capabilities().concurrency(), this::file);
  }

  /**
   * Deletes each file below a directory, and then what is none; what is written meanwhile stays.
   */
  void directory(FilePath directory) {
    try (Stream<Entry> entries =
        store.list(directory, ListOptions.DEFAULTS.recursive().withoutSizes())) {
      files(entries.map(Entry::path).iterator());
    }
    store.unwrap(Remains.class).ifPresent(remains -> remains.delete(directory));
  }

  /** Deletes whatever file is at the path. */
  void file(FilePath path) {
    Losses losses = new Losses(context("delete", path));
    Instant before = versions.now();
    Optional<Seen> seen = look(path);
    recent.remove(path);
    if (seen.isEmpty()) {
      versions
          .unmarked(path, before)
          .ifPresent(id -> versions.markDeleted(path, id, before.minus(VersionId.TICK)));
      store.unwrap(Remains.class).ifPresent(remains -> remains.deleteLink(path));
    }
    while (seen.isPresent()) {
      seen = delete(seen.get(), losses);
    }
  }

  /**
   * A file that is to be deleted.
   *
   * @param before a moment before the file was looked at, so that a mark of this time is never
   *     later than what is written when the file is gone
   */
  private record Seen(FileInfo file, VersionId id, Instant before) {}

  private Optional<Seen> look(FilePath path) {
    Instant before = versions.now();
    return store.stat(path).map(file -> new Seen(file, versions.idOf(file), before));
  }

  /** Returns the file that is to be deleted instead, if another was faster. */
  private Optional<Seen> delete(Seen seen, Losses losses) {
    FilePath path = seen.file().path();
    Instant deleted = seen.before();
    try {
      deleteKept("delete", seen);
    } catch (ConflictException e) {
      Losses.requireCondition(e);
      Optional<Seen> winner = look(path);
      if (winner.isPresent()) {
        if (losses.tryAfterLoss(seen.file(), winner.get().file(), e)) {
          return winner;
        }
        deleted = seen.id().written(); // at last, as if it had been deleted before he replaced it
      }
      // Otherwise another has deleted it, and may have died before his mark. Unlike after an own
      // deletion, the store does not make sure that the next file is later.
      deleted = winner.isPresent() ? deleted : deleted.minus(VersionId.TICK);
    }
    versions.markDeleted(path, seen.id(), deleted);
    return Optional.empty();
  }

  private void deleteKept(String operation, Seen seen) {
    versions.keep(operation, seen.file(), seen.id());
    deleteIfSame(seen.file());
  }

  /** A deletion whose answer was lost is marked like any other. */
  private void deleteIfSame(FileInfo file) {
    try {
      store.deleteFile(file.path(), DeleteOptions.DEFAULTS.ifMatch(file.etag()));
    } catch (UnsupportedFeatureException e) {
      unguarded.say("delete");
      store.deleteFiles(List.of(file.path())); // what another writes at this moment is not kept
    } catch (ConnectionException e) {
      if (!isGone(file.path(), e)) {
        throw e;
      }
    }
  }

  private boolean isGone(FilePath path, ConnectionException lost) {
    try {
      return store.stat(path).isEmpty();
    } catch (FileStoreException e) {
      lost.addSuppressed(e);
      return false;
    }
  }

  /** Deletes a file on a condition of the caller. */
  void file(FilePath path, DeleteOptions options) {
    Optional<Seen> present = look(path);
    options.check(path, present.map(seen -> seen.file().etag()), store.name());
    Seen seen = present.orElseThrow();
    versions.keep("delete", seen.file(), seen.id());
    deleteOnCondition(seen, options);
    versions.markDeleted(path, seen.id(), seen.before());
    recent.remove(path);
  }

  /** Whether the condition held is not known if the answer is lost, though the file is gone. */
  private void deleteOnCondition(Seen seen, DeleteOptions options) {
    FilePath path = seen.file().path();
    try {
      store.deleteFile(path, options);
    } catch (ConnectionException e) {
      if (isGone(path, e)) {
        versions.markDeleted(path, seen.id(), seen.before());
      }
      throw e;
    }
  }

  /**
   * Deletes the source of a move, if it still is the version that was copied: what another has
   * written since was written after the move. From here on no failure is a refusal of the move.
   */
  void moved(FileInfo source) {
    Seen seen = new Seen(source, versions.idOf(source), versions.now());
    recent.remove(source.path());
    try {
      if (!isDeleted(seen)) {
        return;
      }
    } catch (FileStoreException e) {
      throw afterMove(source, e);
    }
    versions.markDeleted(source.path(), seen.id(), seen.before());
  }

  private boolean isDeleted(Seen source) {
    Losses losses = new Losses(context("move", source.file().path()));
    while (true) {
      try {
        deleteKept("move", source);
        return true;
      } catch (ConflictException e) {
        Losses.requireCondition(e);
        Optional<FileInfo> present = store.stat(source.file().path());
        if (present.isEmpty() || !Losses.isSame(source.file(), present.get())) {
          return false;
        }
        boolean unused = losses.tryAfterLoss(source.file(), present.get(), e);
      }
    }
  }

  private FileStoreException afterMove(FileInfo source, FileStoreException failure) {
    ErrorContext context = context("move", source.path());
    String hint =
        failure instanceof StorageFullException
            ? "the target is written, but there is no room to keep the source as a version"
            : "the target is written, but the source cannot be kept as a version and deleted: "
                + failure.hint();
    return failure instanceof InterruptedOperationException
        ? new InterruptedOperationException(context, hint, failure)
        : new StorageFailureException(context, hint, failure);
  }

  private ErrorContext context(String operation, FilePath path) {
    return new ErrorContext(operation, path.toString(), store.name());
  }
}
