package dev.coffer.compression;

import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.InterruptedOperationException;
import dev.coffer.StorageFailureException;
import dev.coffer.io.Interrupts;
import java.io.IOException;

/**
 * A call on a file, for its errors.
 *
 * @param operation the call
 * @param path the file
 * @param life of the store
 */
record StoredCall(String operation, FilePath path, LayerLife life) {
  ErrorContext context() {
    return new ErrorContext(operation, path.toString(), life.store());
  }

  /** Fails if the store is closed or this thread is interrupted. */
  void checkpoint() {
    life.check();
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedOperationException(context(), null, null);
    }
  }

  /** Returns the error of a read that has failed. */
  RuntimeException failure(IOException e) {
    if (e instanceof CorruptFramesException) {
      return new CorruptFileException(
          context(), e.getMessage() + "; restore the file from a copy", e);
    }
    if (Interrupts.isInterrupt(e)) {
      Thread.currentThread().interrupt();
      return new InterruptedOperationException(context(), null, e);
    }
    return new StorageFailureException(context(), null, e);
  }
}
