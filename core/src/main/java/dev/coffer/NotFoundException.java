package dev.coffer;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if there is no file at the path; a directory of that name is not a file. Never thrown for
 * a denied access, a missing bucket or a failed connection.
 */
public final class NotFoundException extends FileStoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param context where it happened
   * @param hint what to do about it, or what the back end said; may be null
   * @param cause what the system or the SDK threw; may be null
   */
  public NotFoundException(ErrorContext context, @Nullable String hint, @Nullable Throwable cause) {
    super(context, "no such file", hint, cause);
  }

  @Override
  NotFoundException in(ErrorContext other, @Nullable String otherHint, Throwable first) {
    return new NotFoundException(other, otherHint, first);
  }
}
