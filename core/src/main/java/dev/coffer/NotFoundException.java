package dev.coffer;

import org.jspecify.annotations.Nullable;

/**
 * There is no file at this path; a directory of that name is no file. Never says this of a refused
 * access, a missing bucket or a connection that failed.
 */
public final class NotFoundException extends FileStoreException {
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
  public NotFoundException(
      String operation,
      String path,
      String store,
      @Nullable String hint,
      @Nullable Throwable cause) {
    super(operation, path, store, "no such file", hint, cause);
  }
}
