package dev.coffer;

import java.util.Set;

/**
 * What a store can do, as data.
 *
 * @param supported the abilities it has; the use of any other throws an {@link
 *     UnsupportedFeatureException}
 * @param maxFileSize the largest file in bytes; {@link Long#MAX_VALUE} where the store sets no
 *     limit
 * @param concurrency how many operations at once serve it best; {@link FileStore#readAll} keeps to
 *     it
 * @param writeConcurrency how many writes at once serve it best; {@link FileStore#writeAll} keeps
 *     to it
 */
public record Capabilities(
    Set<Capability> supported, long maxFileSize, int concurrency, int writeConcurrency) {
  /**
   * Copies the set.
   *
   * @param supported the abilities
   * @param maxFileSize at least 1
   * @param concurrency at least 1
   * @param writeConcurrency at least 1
   * @throws IllegalArgumentException if a limit is not positive
   */
  public Capabilities {
    if (maxFileSize < 1 || concurrency < 1 || writeConcurrency < 1) {
      throw new IllegalArgumentException(
          "limits are positive: " + maxFileSize + ", " + concurrency + ", " + writeConcurrency);
    }
    supported = Set.copyOf(supported);
  }

  /**
   * For a store that takes as many writes at once as other operations.
   *
   * @param supported the abilities
   * @param maxFileSize at least 1
   * @param concurrency at least 1
   * @throws IllegalArgumentException if a limit is not positive
   */
  public Capabilities(Set<Capability> supported, long maxFileSize, int concurrency) {
    this(supported, maxFileSize, concurrency, concurrency);
  }

  /**
   * Whether the store has an ability.
   *
   * @param ability which
   * @return true if it can be used
   */
  public boolean has(Capability ability) {
    return supported.contains(ability);
  }
}
