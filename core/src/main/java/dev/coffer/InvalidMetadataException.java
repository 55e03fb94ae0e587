package dev.coffer;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a metadata key or value, their total size, or a content type breaks the rules of {@link
 * WriteOptions}. Always thrown before any I/O.
 */
public final class InvalidMetadataException extends FileStoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param context where it happened
   * @param hint what to do about it, or what the back end said; may be null
   * @param cause what the system or the SDK threw; may be null
   */
  public InvalidMetadataException(
      ErrorContext context, @Nullable String hint, @Nullable Throwable cause) {
    super(context, "invalid metadata", hint, cause);
  }

  @Override
  boolean isAboutTheRequest() {
    return true;
  }

  @Override
  InvalidMetadataException in(ErrorContext other, @Nullable String otherHint, Throwable first) {
    return new InvalidMetadataException(other, otherHint, first);
  }
}
