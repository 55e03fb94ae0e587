package dev.coffer;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a string is not a legal path, or if the operation does not accept it. Always thrown
 * before any I/O.
 */
public final class InvalidFilePathException extends FileStoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param context where it happened
   * @param hint what to do about it, or what the back end said; may be null
   * @param cause what the system or the SDK threw; may be null
   */
  public InvalidFilePathException(
      ErrorContext context, @Nullable String hint, @Nullable Throwable cause) {
    super(context, "invalid path", hint, cause);
  }

  /** Made here, so that a program whose paths are valid does not load this class. */
  static FileStoreException of(String path, String operation, Object store, String reason) {
    String name = store instanceof FileStore named ? named.name() : store.toString();
    return new InvalidFilePathException(new ErrorContext(operation, path, name), reason, null);
  }

  @Override
  boolean isAboutTheRequest() {
    return true;
  }

  @Override
  InvalidFilePathException in(ErrorContext other, @Nullable String otherHint, Throwable first) {
    return new InvalidFilePathException(other, otherHint, first);
  }
}
