package dev.coffer;

import java.util.Set;

/**
 * The capabilities and limits of a store.
 *
 * @param supported the capabilities it has; the use of any other throws an {@link
 *     UnsupportedFeatureException}
 * @param maxFileSize the largest file in bytes; {@link Long#MAX_VALUE} if the store sets no limit
 * @param concurrency the best number of concurrent operations; {@link FileStore#readAll} keeps to
 *     it
 * @param writeConcurrency the best number of concurrent writes; {@link FileStore#writeAll} keeps to
 *     it
 */
public record Capabilities(
    Set<Capability> supported, long maxFileSize, int concurrency, int writeConcurrency) {
  /** A store that asks for more concurrent calls than this is remote. */
  private static final int MOST_OF_A_NEAR_STORE = 16;

  /**
   * Copies the set.
   *
   * @param supported the capabilities
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
   * Creates the capabilities of a store that takes as many concurrent writes as other operations.
   *
   * @param supported the capabilities
   * @param maxFileSize at least 1
   * @param concurrency at least 1
   * @throws IllegalArgumentException if a limit is not positive
   */
  public Capabilities(Set<Capability> supported, long maxFileSize, int concurrency) {
    this(supported, maxFileSize, concurrency, concurrency);
  }

  /**
   * Returns whether the store has a capability.
   *
   * @param ability the capability
   * @return true if it can be used
   */
  public boolean has(Capability ability) {
    return supported.contains(ability);
  }

  /**
   * Returns whether a call takes less time than handing it to another thread, and an open file
   * keeps no connection. A store that repeats requests makes them over a network, even if it is
   * configured to make only a few at a time.
   */
  boolean isNear() {
    return concurrency <= MOST_OF_A_NEAR_STORE && !has(Capability.REPEATED_REQUESTS);
  }
}
