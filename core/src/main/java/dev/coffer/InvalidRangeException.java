package dev.coffer;

import org.jspecify.annotations.Nullable;

/** Thrown if the range of {@link ReadOptions#range(long, long)} starts past the end of the file. */
public final class InvalidRangeException extends FileStoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param context where it happened
   * @param hint what to do about it, or what the back end said; may be null
   * @param cause what the system or the SDK threw; may be null
   */
  public InvalidRangeException(
      ErrorContext context, @Nullable String hint, @Nullable Throwable cause) {
    super(context, "invalid range", hint, cause);
  }

  @Override
  boolean isAboutTheRequest() {
    return true;
  }

  @Override
  InvalidRangeException in(ErrorContext other, @Nullable String otherHint, Throwable first) {
    return new InvalidRangeException(other, otherHint, first);
  }
}
