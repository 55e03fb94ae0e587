package dev.coffer;

import org.jspecify.annotations.Nullable;

/** Thrown if the system or the service denied access, or a view does not permit the operation. */
public final class PermissionDeniedException extends FileStoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param context where it happened
   * @param hint what to do about it, or what the back end said; may be null
   * @param cause what the system or the SDK threw; may be null
   */
  public PermissionDeniedException(
      ErrorContext context, @Nullable String hint, @Nullable Throwable cause) {
    super(context, "access denied", hint, cause);
  }

  @Override
  PermissionDeniedException in(ErrorContext other, @Nullable String otherHint, Throwable first) {
    return new PermissionDeniedException(other, otherHint, first);
  }
}
