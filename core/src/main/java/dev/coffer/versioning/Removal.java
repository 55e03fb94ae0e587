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
import dev.coffer.UnsupportedFeatureException;
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

  /** Deletes each file below a directory; what is written meanwhile may stay. */
  void directory(FilePath directory) {
    try (Stream<Entry> entries =
        store.list(directory, ListOptions.DEFAULTS.recursive().withoutSizes())) {
      files(entries.map(Entry::path).iterator());
    }
  }

  /** Deletes whatever file is at the path. */
  void file(FilePath path) {
    recent.remove(path);
    Losses losses = new Losses(new ErrorContext("delete", path.toString(), store.name()));
    Optional<FileInfo> lost = Optional.empty();
    Optional<FileInfo> present = store.stat(path);
    while (present.isPresent()) {
      try {
        delete(present.get());
        return;
      } catch (ConflictException e) {
        lost = present;
        // At last, as if it had been deleted just before another wrote the file that replaced it.
        present = losses.tryAfterLoss() ? store.stat(path) : Optional.empty();
      }
    }
    lost.ifPresent(versions::markDeleted); // whoever deleted it may have died before the mark
  }

  /** Deletes a file on a condition of the caller. */
  void file(FilePath path, DeleteOptions options) {
    Optional<FileInfo> present = store.stat(path);
    options.check(path, present.map(FileInfo::etag), store.name());
    FileInfo file = present.orElseThrow();
    versions.keep(file);
    store.deleteFile(path, options);
    versions.markDeleted(file);
    recent.remove(path);
  }

  /**
   * Keeps a version and deletes it.
   *
   * @throws ConflictException if it is not the current file any more
   */
  void delete(FileInfo file) {
    versions.keep(file);
    try {
      store.deleteFile(file.path(), DeleteOptions.DEFAULTS.ifMatch(file.etag()));
    } catch (UnsupportedFeatureException e) {
      store.deleteFiles(List.of(file.path())); // what another writes at this moment is not kept
    }
    versions.markDeleted(file);
  }
}
