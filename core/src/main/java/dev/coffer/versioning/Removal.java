package dev.coffer.versioning;

import dev.coffer.ConcurrentRequests;
import dev.coffer.ConflictException;
import dev.coffer.DeleteOptions;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.spi.Remains;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Deletes files: keeps the file that is there, deletes that version and no other, and marks the
 * deletion. The mark comes last, so that none tells of a deletion that was not made.
 */
final class Removal {
  private final FileStore store;
  private final KeptVersions versions;
  private final RecentPaths recent;

  Removal(FileStore store, KeptVersions versions, RecentPaths recent) {
    this.store = store;
    this.versions = versions;
    this.recent = recent;
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
    recent.remove(path);
    Losses losses = new Losses(new ErrorContext("delete", path.toString(), store.name()));
    Optional<FileInfo> present = store.stat(path);
    if (present.isEmpty()) {
      store.unwrap(Remains.class).ifPresent(remains -> remains.deleteLink(path));
    }
    while (present.isPresent()) {
      FileInfo file = present.get();
      VersionId id = versions.idOf(file);
      boolean done = isDeleted(file, id) || !losses.tryAfterLoss();
      present = done ? Optional.empty() : store.stat(path);
      if (present.isEmpty()) {
        // If another was faster: he may have died before his mark; or at last, as if the file had
        // been deleted just before he replaced it.
        versions.markDeleted(path, id);
      }
    }
  }

  private boolean isDeleted(FileInfo file, VersionId id) {
    try {
      versions.keep("delete", file, id);
      deleteIfSame(file);
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }

  private void deleteIfSame(FileInfo file) {
    try {
      store.deleteFile(file.path(), DeleteOptions.DEFAULTS.ifMatch(file.etag()));
    } catch (UnsupportedFeatureException e) {
      store.deleteFiles(List.of(file.path())); // what another writes at this moment is not kept
    }
  }

  /** Deletes a file on a condition of the caller. */
  void file(FilePath path, DeleteOptions options) {
    Optional<FileInfo> present = store.stat(path);
    options.check(path, present.map(FileInfo::etag), store.name());
    FileInfo file = present.orElseThrow();
    VersionId id = versions.idOf(file);
    versions.keep("delete", file, id);
    store.deleteFile(path, options);
    versions.markDeleted(path, id);
    recent.remove(path);
  }

  /**
   * Deletes the source of a move, if it still is the version that was copied: what another has
   * written since was written after the move. From here on no failure is a refusal of the move.
   */
  void moved(FileInfo source) {
    VersionId id = versions.idOf(source);
    try {
      versions.keep("move", source, id);
      deleteIfSame(source);
    } catch (ConflictException e) {
      return;
    } catch (StorageFullException e) {
      throw new StorageFailureException(
          new ErrorContext("move", source.path().toString(), store.name()),
          "the target is written, but there is no room to keep the source as a version",
          e);
    }
    versions.markDeleted(source.path(), id);
  }
}
