package dev.coffer.remote;

import org.jspecify.annotations.Nullable;

/**
 * An object of a bucket: the current one of a key, or a version of it.
 *
 * @param key its key
 * @param version the id of the version; null for the current object
 */
public record KeyVersion(String key, @Nullable String version) {
  /**
   * Returns the current object of a key.
   *
   * @param key its key
   * @return an object without a version
   */
  public static KeyVersion current(String key) {
    return new KeyVersion(key, null);
  }
}
