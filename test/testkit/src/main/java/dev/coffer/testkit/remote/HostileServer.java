package dev.coffer.testkit.remote;

import java.net.URI;
import java.util.Set;

/**
 * A small server of a service's protocol that tells the truth until instructed to lie, for {@link
 * HostileServerContract}. It has one bucket and keeps everything in memory. All methods may be
 * called from any thread.
 */
public interface HostileServer extends AutoCloseable {
  /**
   * Returns the address of the server.
   *
   * @return {@code http://127.0.0.1:PORT}
   */
  URI uri();

  /**
   * Returns whether the protocol allows a lie; the cases about other lies are skipped.
   *
   * @param lie any lie
   * @return true unless overridden
   */
  default boolean canTell(Lie lie) {
    return true;
  }

  /**
   * Lies from now on, only in this way.
   *
   * @param lie a lie that it can tell
   */
  void tell(Lie lie);

  /**
   * Creates an object or replaces it.
   *
   * @param key any key that the protocol can carry, even one that no path can name
   * @param content its bytes
   */
  void put(String key, byte[] content);

  /**
   * Returns the keys of all objects.
   *
   * @return a copy of the keys
   */
  Set<String> keys();

  /**
   * Returns how many requests were received.
   *
   * @return the number since the server was started
   */
  int requests();

  /** Ends all connections. */
  @Override
  void close();
}
