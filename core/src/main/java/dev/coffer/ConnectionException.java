package dev.coffer;

import org.jspecify.annotations.Nullable;

/** The back end could not be reached, did not answer in time or asked to try again later. */
public final class ConnectionException extends FileStoreException {
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
  public ConnectionException(
      String operation,
      String path,
      String store,
      @Nullable String hint,
      @Nullable Throwable cause) {
    super(operation, path, store, "connection failed", hint, cause);
  }

  @Override
  public boolean isRetryable() {
    return true;
  }
}
