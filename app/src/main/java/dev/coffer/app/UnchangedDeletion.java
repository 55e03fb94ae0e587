package dev.coffer.app;

import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.DeleteOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes files behind the listing that finds them, unless they have changed since they were
 * listed. A store without conditional deletions is asked right before.
 */
final class UnchangedDeletion {
  private static final int DELETED_AT_ONCE = 1000;

  private final FileStore store;
  private final boolean isConditional;
  private final List<FileInfo> batch = new ArrayList<>();
  private long files;
  private long bytes;

  UnchangedDeletion(FileStore store) {
    this.store = store;
    this.isConditional = store.capabilities().has(Capability.CONDITIONAL_DELETES);
  }

  void add(FileInfo file) {
    batch.add(file);
    if (batch.size() == DELETED_AT_ONCE) {
      flush();
    }
  }

  /** Deletes those that wait. */
  void flush() {
    if (isConditional) {
      batch.stream().filter(this::isDeleted).forEach(this::count);
    } else {
      List<FileInfo> unchanged = batch.stream().filter(this::isUnchanged).toList();
      store.deleteFiles(unchanged.stream().map(FileInfo::path).toList());
      unchanged.forEach(this::count);
    }
    batch.clear();
  }

  private boolean isDeleted(FileInfo file) {
    try {
      store.deleteFile(file.path(), DeleteOptions.DEFAULTS.ifMatch(file.etag()));
      return true;
    } catch (ConflictException e) {
      return false; // another has written or deleted it
    }
  }

  private boolean isUnchanged(FileInfo file) {
    FilePath path = file.path();
    return store.stat(path).filter(now -> now.etag().equals(file.etag())).isPresent();
  }

  private void count(FileInfo file) {
    files++;
    bytes += file.size();
  }

  /** Returns how many were deleted. */
  long files() {
    return files;
  }

  /** Returns the size of those that were deleted. */
  long bytes() {
    return bytes;
  }
}
