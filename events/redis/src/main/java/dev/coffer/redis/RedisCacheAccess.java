package dev.coffer.redis;

import dev.coffer.cache.CacheOptions;
import dev.coffer.cache.SharedCache;
import dev.coffer.config.Secret;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The way to a cache in Redis, or in Valkey, for a {@link dev.coffer.cache.CachingFileStore}:
 *
 * <pre>{@code
 * SharedCache.Access redis = RedisCacheAccess.of("redis://cache.example", "s3://photos");
 * FileStore cached = new CachingFileStore(store, CacheOptions.DEFAULTS.shared(redis));
 * }</pre>
 *
 * <p>Several stores and other programs may use the same Redis: all keys begin with {@code coffer:}.
 */
public final class RedisCacheAccess implements SharedCache.Access {
  /** How long a call may take, unless {@link #patience} says otherwise: 500 milliseconds. */
  public static final Duration PATIENCE = Duration.ofMillis(500);

  private final RedisAddress address;
  private final String store;
  private final Duration patience;

  private RedisCacheAccess(RedisAddress address, String store, Duration patience) {
    this.address = address;
    this.store = store;
    this.patience = patience;
  }

  /**
   * Names a Redis and a store.
   *
   * @param uri {@code redis://[user[:password]@]host[:port][/database]}, or {@code rediss:} for TLS
   * @param store what distinguishes the store from all others in this Redis, the same for each
   *     process that uses the store, on each machine
   * @return the way to the cache; nothing is connected yet
   * @throws IllegalArgumentException if the URI is none, or the store has no name
   */
  public static RedisCacheAccess of(String uri, String store) {
    return of(RedisAddress.parse(uri, Optional.empty()), store);
  }

  /**
   * Names a Redis that wants a password, and a store.
   *
   * @param uri as for {@link #of(String, String)}
   * @param password used instead of one in the URI
   * @param store as for {@link #of(String, String)}
   * @return the way to the cache; nothing is connected yet
   * @throws IllegalArgumentException if the URI is none, or the store has no name
   */
  public static RedisCacheAccess of(String uri, Secret password, String store) {
    return of(RedisAddress.parse(uri, Optional.of(password)), store);
  }

  private static RedisCacheAccess of(RedisAddress address, String store) {
    if (store.isEmpty()) {
      throw new IllegalArgumentException("a store in a shared cache needs a name");
    }
    return new RedisCacheAccess(address, store, PATIENCE);
  }

  /**
   * Sets how long a call may take. One that takes longer ends, and files are then read without the
   * cache until it answers again.
   *
   * @param time at least a millisecond, at most a minute
   * @return a new way
   * @throws IllegalArgumentException if it is shorter or longer
   */
  public RedisCacheAccess patience(Duration time) {
    if (time.toMillis() < 1 || time.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException("a call may take 1ms to 1m");
    }
    return new RedisCacheAccess(address, store, time);
  }

  /**
   * Sets whom to trust if the URI is one for TLS.
   *
   * @param context made of certificates, or of keys to present; defaults to that of the platform
   * @return a new way
   */
  public RedisCacheAccess tls(SSLContext context) {
    return new RedisCacheAccess(address.trusting(context), store, patience);
  }

  @Override
  public SharedCache join(String nest, CacheOptions options, SharedCache.Listener listener) {
    return new RedisCache(address, patience, CacheKeys.of(store, nest), options, listener);
  }

  /** Returns the URI without user and password. */
  @Override
  public String toString() {
    return address.toString();
  }
}
