package dev.coffer;

import org.jspecify.annotations.Nullable;

/**
 * A metadata key or value, their total size, or a content type breaks the rules of {@link
 * WriteOptions}. Always thrown before any I/O.
 */
public final class InvalidMetadataException extends FileStoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error.
   *
   * @param operation the call that failed
   * @param path the file or directory; empty for the whole store
   * @param store the store, without any secret
   * @param hint what to do about it, or what the back end said; may be absent
   * @param cause what the system or the SDK threw; may be absent
   */
  public InvalidMetadataException(
      String operation,
      String path,
      String store,
      @Nullable String hint,
      @Nullable Throwable cause) {
    super(operation, path, store, "invalid metadata", hint, cause);
  }
}
