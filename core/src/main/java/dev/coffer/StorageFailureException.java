package dev.coffer;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for any other failure: an I/O error, a source that failed while its content was being
 * written, or a file that another program changed in place while it was read. Only the last is
 * worth a retry.
 */
public final class StorageFailureException extends FileStoreException {
  private static final long serialVersionUID = 1L;

  /** Whether the same call may succeed later. */
  private final boolean retryable;

  /**
   * Creates the error.
   *
   * @param context where it happened
   * @param hint what to do about it, or what the back end said; may be null
   * @param cause what the system or the SDK threw; may be null
   */
  public StorageFailureException(
      ErrorContext context, @Nullable String hint, @Nullable Throwable cause) {
    this(context, hint, cause, false);
  }

  private StorageFailureException(
      ErrorContext context, @Nullable String hint, @Nullable Throwable cause, boolean retryable) {
    super(context, "storage failure", hint, cause);
    this.retryable = retryable;
  }

  /**
   * Creates a transient error: the same call may succeed when it is retried.
   *
   * @param context where it happened
   * @param hint what happened
   * @param cause what the system or the SDK threw; may be null
   * @return an error that {@linkplain #isRetryable() is retryable}
   */
  public static StorageFailureException retryable(
      ErrorContext context, String hint, @Nullable Throwable cause) {
    return new StorageFailureException(context, hint, cause, true);
  }

  @Override
  public boolean isRetryable() {
    return retryable;
  }

  @Override
  StorageFailureException in(ErrorContext other, @Nullable String otherHint, Throwable first) {
    return new StorageFailureException(other, otherHint, first, retryable);
  }
}
