package dev.coffer;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the file still has the etag passed to {@link ReadOptions#ifNoneMatch(String)}: the
 * caller's version is current.
 */
public final class NotModifiedException extends FileStoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param context where it happened
   * @param hint what to do about it, or what the back end said; may be null
   * @param cause what the system or the SDK threw; may be null
   */
  public NotModifiedException(
      ErrorContext context, @Nullable String hint, @Nullable Throwable cause) {
    super(context, "not modified", hint, cause);
  }

  @Override
  NotModifiedException in(ErrorContext other, @Nullable String otherHint, Throwable first) {
    return new NotModifiedException(other, otherHint, first);
  }
}
