package dev.coffer.retry;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Moves a file, again after a failure. When the source is gone by then, the move was done and its
 * answer lost, or somebody has deleted the file; nobody can tell, and the error says so.
 */
final class Moving {
  private final FileStore store;
  private final Subject subject;
  private final FilePath source;
  private final FilePath target;
  private @Nullable FileStoreException failure;

  Moving(FileStore store, Subject subject, FilePath source, FilePath target) {
    this.store = store;
    this.subject = subject;
    this.source = source;
    this.target = target;
  }

  FileInfo attempt() {
    try {
      return store.move(source, target);
    } catch (NotFoundException e) {
      throw failure == null ? e : unknown(failure);
    } catch (FileStoreException e) {
      failure = e;
      throw e;
    }
  }

  private FileStoreException unknown(FileStoreException cause) {
    return subject.connection(
        "an attempt failed and now the source is gone: it may have been moved to " + target, cause);
  }
}
