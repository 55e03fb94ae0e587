package dev.coffer;

import org.jspecify.annotations.Nullable;

/** Thrown if an integrity check failed: the bytes are not those that were stored. */
public final class CorruptFileException extends FileStoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param context where it happened
   * @param hint what to do about it, or what the back end said; may be null
   * @param cause what the system or the SDK threw; may be null
   */
  public CorruptFileException(
      ErrorContext context, @Nullable String hint, @Nullable Throwable cause) {
    super(context, "corrupt file", hint, cause);
  }

  @Override
  CorruptFileException in(ErrorContext other, @Nullable String otherHint, Throwable first) {
    return new CorruptFileException(other, otherHint, first);
  }
}
