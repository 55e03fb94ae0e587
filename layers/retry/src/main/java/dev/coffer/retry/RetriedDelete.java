package dev.coffer.retry;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Deletes files; each attempt deletes those that the previous one failed to delete. */
final class RetriedDelete {
  private final FileStore store;
  private Collection<FilePath> left;

  RetriedDelete(FileStore store, Collection<FilePath> paths) {
    this.store = store;
    this.left = paths;
  }

  boolean attempt() {
    try {
      store.deleteFiles(left);
      return true;
    } catch (FileStoreException e) {
      Set<FilePath> done = new HashSet<>(e.succeeded(left));
      left = left.stream().filter(path -> !done.contains(path)).toList();
      throw e;
    }
  }
}
