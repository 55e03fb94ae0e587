package dev.coffer;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the store does not support the operation; {@link FileStore#capabilities()} states this
 * beforehand.
 */
public final class UnsupportedFeatureException extends FileStoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param context where it happened
   * @param hint what to do about it, or what the back end said; may be null
   * @param cause what the system or the SDK threw; may be null
   */
  public UnsupportedFeatureException(
      ErrorContext context, @Nullable String hint, @Nullable Throwable cause) {
    super(context, "not supported", hint, cause);
  }

  @Override
  UnsupportedFeatureException in(ErrorContext other, @Nullable String otherHint, Throwable first) {
    return new UnsupportedFeatureException(other, otherHint, first);
  }
}
