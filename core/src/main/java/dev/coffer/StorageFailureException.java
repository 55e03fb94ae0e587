package dev.coffer;

import org.jspecify.annotations.Nullable;

/**
 * The rest: an I/O error, or a source that failed while its content was being written. The cause
 * says which.
 */
public final class StorageFailureException extends FileStoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param operation the call that failed
   * @param path the file or directory; empty for the whole store
   * @param store the store, without any secret
   * @param hint what to do about it, or what the back end said; may be absent
   * @param cause what the system or the SDK threw; may be absent
   */
  public StorageFailureException(
      String operation,
      String path,
      String store,
      @Nullable String hint,
      @Nullable Throwable cause) {
    super(operation, path, store, "storage failure", hint, cause);
  }
}
