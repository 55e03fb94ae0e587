package dev.coffer;

import org.jspecify.annotations.Nullable;

/** Thrown if the thread was interrupted. Its interrupt flag is set when this is thrown. */
public final class InterruptedOperationException extends FileStoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param context where it happened
   * @param hint what to do about it, or what the back end said; may be null
   * @param cause what the system or the SDK threw; may be null
   */
  public InterruptedOperationException(
      ErrorContext context, @Nullable String hint, @Nullable Throwable cause) {
    super(context, "interrupted", hint, cause);
  }

  @Override
  InterruptedOperationException in(
      ErrorContext other, @Nullable String otherHint, Throwable first) {
    return new InterruptedOperationException(other, otherHint, first);
  }
}
