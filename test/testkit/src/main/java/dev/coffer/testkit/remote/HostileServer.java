package dev.coffer.testkit.remote;

import java.net.URI;
import java.util.Set;

/**
 * A small server of a service's protocol that tells the truth until it is told to lie: for {@link
 * HostileServerContract}. It has one bucket and keeps everything in memory. All methods may be
 * called from any thread.
 */
public interface HostileServer extends AutoCloseable {
  /**
   * Where it is.
   *
   * @return {@code http://127.0.0.1:PORT}
   */
  URI uri();

  /**
   * Whether the protocol has room for a lie; the cases about others are skipped.
   *
   * @param lie any
   * @return true unless overridden
   */
  default boolean canTell(Lie lie) {
    return true;
  }

  /**
   * Lies from now on, in this way alone.
   *
   * @param lie one that it can tell
   */
  void tell(Lie lie);

  /**
   * Makes an object, or replaces it.
   *
   * @param key any that the protocol can carry, also one that no path can name
   * @param content its bytes
   */
  void put(String key, byte[] content);

  /**
   * The keys of all objects.
   *
   * @return a copy
   */
  Set<String> keys();

  /**
   * How many requests came.
   *
   * @return since the server was started
   */
  int requests();

  /** Ends all connections. */
  @Override
  void close();
}
