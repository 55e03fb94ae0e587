package dev.coffer.retry;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Deletes files; an attempt takes those that the one before has failed to delete. */
final class Deleting {
  private final FileStore store;
  private Collection<FilePath> left;

  Deleting(FileStore store, Collection<FilePath> paths) {
    this.store = store;
    this.left = paths;
  }

  boolean attempt() {
    try {
      store.deleteFiles(left);
      return true;
    } catch (FileStoreException e) {
      left = failed(e);
      throw e;
    }
  }

  /** One failure may be that of the whole call; several are those of the files that they name. */
  private Collection<FilePath> failed(FileStoreException e) {
    Set<String> named =
        e.failures().stream().map(FileStoreException::path).collect(Collectors.toSet());
    if (named.size() == 1) {
      return left;
    }
    List<FilePath> failed = left.stream().filter(path -> named.remove(path.toString())).toList();
    return named.isEmpty() ? failed : left;
  }
}
