package dev.coffer.remote;

/**
 * A bucket and a directory in it, as paths of configuration name them.
 *
 * @param bucket up to the first {@code /}
 * @param prefix the rest; empty for the whole bucket
 */
public record BucketPlace(String bucket, String prefix) {
  /**
   * Reads a place.
   *
   * @param text {@code bucket} or {@code bucket/prefix}
   * @return neither part is checked
   */
  public static BucketPlace of(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new BucketPlace(text, "")
        : new BucketPlace(text.substring(0, slash), text.substring(slash));
  }
}
