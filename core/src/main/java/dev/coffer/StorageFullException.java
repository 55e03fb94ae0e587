package dev.coffer;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the disk or the quota is full or the store's own limit is reached. The old content
 * stays.
 */
public final class StorageFullException extends FileStoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param context where it happened
   * @param hint what to do about it, or what the back end said; may be null
   * @param cause what the system or the SDK threw; may be null
   */
  public StorageFullException(
      ErrorContext context, @Nullable String hint, @Nullable Throwable cause) {
    super(context, "storage full", hint, cause);
  }

  @Override
  StorageFullException in(ErrorContext other, @Nullable String otherHint, Throwable first) {
    return new StorageFullException(other, otherHint, first);
  }
}
