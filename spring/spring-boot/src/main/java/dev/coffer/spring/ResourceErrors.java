package dev.coffer.spring;

import dev.coffer.FileStoreException;
import dev.coffer.InvalidFilePathException;
import dev.coffer.NotFoundException;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Translates a store's errors to those that callers of a resource handle; the cause is kept. */
final class ResourceErrors {
  private ResourceErrors() {}

  static IOException of(String description, @Nullable Throwable failure) {
    if (failure instanceof NotFoundException || failure instanceof InvalidFilePathException) {
      return missing(description, failure);
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException e && !(e instanceof FileStoreException)) {
      throw e;
    }
    String reason = failure == null ? "" : ": " + failure.getMessage();
    return new IOException(description + reason, failure);
  }

  /**
   * Translates what a write threw. A path that no file can have is a mistake in what was asked for;
   * a file that does not exist is another one, which the content comes from.
   */
  static IOException ofWrite(String description, @Nullable Throwable failure) {
    if (failure instanceof InvalidFilePathException e) {
      return new InvalidLocationException(description + ": " + e.hint(), e);
    }
    return failure instanceof NotFoundException e
        ? new IOException(description + ": " + e.getMessage(), e)
        : of(description, failure);
  }

  static FileNotFoundException missing(String description, @Nullable Throwable cause) {
    return new MissingFileException(description + " does not exist", cause);
  }
}
