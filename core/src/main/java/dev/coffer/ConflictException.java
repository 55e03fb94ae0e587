package dev.coffer;

import org.jspecify.annotations.Nullable;

/**
 * The present state forbids the change: a condition of {@link WriteOptions} or {@link ReadOptions}
 * does not hold, or the path would be a file and a directory at once.
 */
public final class ConflictException extends FileStoreException {
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
  public ConflictException(
      String operation,
      String path,
      String store,
      @Nullable String hint,
      @Nullable Throwable cause) {
    super(operation, path, store, "conflict with the present state", hint, cause);
  }
}
