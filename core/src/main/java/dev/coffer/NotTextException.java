package dev.coffer;

import org.jspecify.annotations.Nullable;

/** Thrown if the file is not valid UTF-8. {@link FileStore#readBytes(String)} returns its bytes. */
public final class NotTextException extends FileStoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param context where it happened
   * @param hint what to do about it, or what the back end said; may be null
   * @param cause what the system or the SDK threw; may be null
   */
  public NotTextException(ErrorContext context, @Nullable String hint, @Nullable Throwable cause) {
    super(context, "not UTF-8 text", hint, cause);
  }

  @Override
  NotTextException in(ErrorContext other, @Nullable String otherHint, Throwable first) {
    return new NotTextException(other, otherHint, first);
  }
}
