package dev.coffer.remote;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Marks a file as the result of one write, so that a repeated request that is refused because an
 * earlier one, whose answer was lost, has made the file is known to have succeeded.
 *
 * @param value in the metadata of the file, hidden from callers
 */
public record WriteId(String value) {
  /** The key in the metadata. Callers' keys have no dot, so it cannot be one of theirs. */
  public static final String KEY = "coffer.write";

  /**
   * Returns the id of a new write.
   *
   * @return an id that no other write has
   */
  public static WriteId next() {
    return new WriteId(UUID.randomUUID().toString());
  }

  /**
   * Returns metadata with the id.
   *
   * @param metadata the metadata of the caller
   * @return a new map
   */
  public Map<String, String> with(Map<String, String> metadata) {
    Map<String, String> all = new HashMap<>(metadata);
    all.put(KEY, value);
    return all;
  }

  /**
   * Returns whether a file is the result of this write.
   *
   * @param metadata the metadata that the service returned, with decoded keys; null for none
   * @return true if they contain this id
   */
  public boolean isIn(@Nullable Map<String, String> metadata) {
    return metadata != null && value.equals(metadata.get(KEY));
  }

  /**
   * Returns whether a key is the store's own and must be hidden from callers.
   *
   * @param key a decoded key
   * @return true for {@link #KEY}
   */
  public static boolean isKey(String key) {
    return key.equals(KEY);
  }
}
