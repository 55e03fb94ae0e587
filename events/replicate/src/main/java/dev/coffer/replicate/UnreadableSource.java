package dev.coffer.replicate;

import dev.coffer.FileStoreException;

/** The primary cannot be read; a replica has nothing to do with it. */
final class UnreadableSource extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableSource(Exception cause) {
    super(cause);
  }

  /** Returns the failure of the primary itself, if it is one of a store. */
  RuntimeException failure() {
    return getCause() instanceof FileStoreException failure ? failure : this;
  }

  /** Names the kind of failure, without a path. */
  String reason() {
    return "the file cannot be read at the primary: " + kind();
  }

  private String kind() {
    Throwable cause = getCause();
    return cause == null ? "unknown" : cause.getClass().getSimpleName();
  }
}
