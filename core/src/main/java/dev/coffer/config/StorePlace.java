package dev.coffer.config;

import dev.coffer.spi.StoreName;

/**
 * Where the files of a store are.
 *
 * @param server empty for the disk, and for the usual server of a service
 * @param name type and path, as in the name of a store
 */
record StorePlace(String server, String name) {
  private static final String LOCAL = "local:";
  private static final String SERVER = " at ";

  /**
   * Returns the place of a store.
   *
   * @param identity the identity of the back end
   * @param scope the directory that is the root of the store; empty for all
   */
  static StorePlace of(String identity, String scope) {
    String directory = scope.isEmpty() ? "" : "/" + scope;
    if (identity.startsWith(LOCAL)) {
      return new StorePlace("", "file:" + identity.substring(LOCAL.length()) + directory);
    }
    int end = identity.lastIndexOf(SERVER);
    return end < 0
        ? new StorePlace("", identity + directory)
        : new StorePlace(identity.substring(end), identity.substring(0, end) + directory);
  }

  /** Returns whether both are the same place, or one contains the other. */
  boolean overlaps(StorePlace other) {
    return server.equals(other.server) && StoreName.overlap(name, other.name);
  }
}
