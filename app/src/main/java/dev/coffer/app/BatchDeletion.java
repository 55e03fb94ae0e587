package dev.coffer.app;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.util.ArrayList;
import java.util.List;

/** Deletes files behind the listing that finds them, many at a time. */
final class BatchDeletion {
  private static final int DELETED_AT_ONCE = 1000;

  private final FileStore store;
  private final List<FilePath> batch = new ArrayList<>();

  BatchDeletion(FileStore store) {
    this.store = store;
  }

  void add(FilePath path) {
    batch.add(path);
    if (batch.size() == DELETED_AT_ONCE) {
      flush();
    }
  }

  /** Deletes those that wait. */
  void flush() {
    store.deleteFiles(batch);
    batch.clear();
  }
}
