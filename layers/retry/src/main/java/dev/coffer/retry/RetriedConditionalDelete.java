package dev.coffer.retry;

import dev.coffer.ConflictException;
import dev.coffer.DeleteOptions;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a file conditionally, and retries after a failure. If the condition no longer holds by
 * then, either the file was deleted and the response lost, or someone else has changed it; this
 * cannot be determined, and the error says so.
 */
final class RetriedConditionalDelete {
  private final FileStore store;
  private final RetriedOperation operation;
  private final FilePath path;
  private final DeleteOptions options;
  private @Nullable FileStoreException failure;
  private boolean unknown;

  RetriedConditionalDelete(
      FileStore store, RetriedOperation operation, FilePath path, DeleteOptions options) {
    this.store = store;
    this.operation = operation;
    this.path = path;
    this.options = options;
  }

  boolean attempt() {
    try {
      store.deleteFile(path, options);
      return true;
    } catch (ConflictException e) {
      if (failure == null) {
        throw e;
      }
      unknown = true;
      throw unknown(failure, e);
    } catch (FileStoreException e) {
      failure = e;
      throw e;
    }
  }

  /** Returns whether a further attempt may yield more than the last one. */
  boolean mayHelp() {
    return !unknown;
  }

  private FileStoreException unknown(FileStoreException cause, ConflictException refusal) {
    FileStoreException unknown =
        operation.connection(
            "an attempt failed and now the file is missing or has changed: it may have been"
                + " deleted, so check it before you retry",
            cause);
    unknown.addSuppressed(refusal);
    return unknown;
  }
}
