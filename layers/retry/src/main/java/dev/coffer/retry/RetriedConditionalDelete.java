package dev.coffer.retry;

import dev.coffer.ConflictException;
import dev.coffer.DeleteOptions;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a file on a condition, again after a failure. When the condition no longer holds by then,
 * the file was deleted and the answer lost, or somebody else has changed it; nobody can tell, and
 * the error says so.
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

  /** Whether a further attempt may tell more than the last one. */
  boolean mayHelp() {
    return !unknown;
  }

  private FileStoreException unknown(FileStoreException cause, ConflictException refusal) {
    FileStoreException unknown =
        operation.connection(
            "an attempt failed and now the file is gone or another: it may have been deleted, so look"
                + " at it before you try again",
            cause);
    unknown.addSuppressed(refusal);
    return unknown;
  }
}
