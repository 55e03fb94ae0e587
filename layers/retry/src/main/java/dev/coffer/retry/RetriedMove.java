package dev.coffer.retry;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Moves a file, and retries after a failure. If the source is missing by then, either it was moved
 * and the response lost, or someone has deleted it; this cannot be determined, and the error says
 * so.
 */
final class RetriedMove {
  private final FileStore store;
  private final RetriedOperation operation;
  private final FilePath source;
  private final FilePath target;
  private @Nullable FileStoreException failure;

  RetriedMove(FileStore store, RetriedOperation operation, FilePath source, FilePath target) {
    this.store = store;
    this.operation = operation;
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
    return operation.connection(
        "an attempt failed and now the source is missing: it may have been moved" + " to " + target,
        cause);
  }
}
