package dev.coffer;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the back end could not be reached, did not answer in time or asked to try again later.
 */
public final class ConnectionException extends FileStoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param context where it happened
   * @param hint what to do about it, or what the back end said; may be null
   * @param cause what the system or the SDK threw; may be null
   */
  public ConnectionException(
      ErrorContext context, @Nullable String hint, @Nullable Throwable cause) {
    super(context, "connection failed", hint, cause);
  }

  @Override
  public boolean isRetryable() {
    return true;
  }

  @Override
  ConnectionException in(ErrorContext other, @Nullable String otherHint, Throwable first) {
    return new ConnectionException(other, otherHint, first);
  }
}
