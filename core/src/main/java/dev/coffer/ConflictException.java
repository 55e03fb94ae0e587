package dev.coffer;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the current state does not allow the operation: a condition of {@link WriteOptions},
 * {@link DeleteOptions} or {@link ReadOptions} does not hold, or the path would be both a file and
 * a directory.
 */
public final class ConflictException extends FileStoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param context where it happened
   * @param hint what to do about it, or what the back end said; may be null
   * @param cause what the system or the SDK threw; may be null
   */
  public ConflictException(ErrorContext context, @Nullable String hint, @Nullable Throwable cause) {
    super(context, "conflict with the present state", hint, cause);
  }

  @Override
  boolean isAboutTheRequest() {
    return true;
  }

  @Override
  ConflictException in(ErrorContext other, @Nullable String otherHint, Throwable first) {
    return new ConflictException(other, otherHint, first);
  }
}
