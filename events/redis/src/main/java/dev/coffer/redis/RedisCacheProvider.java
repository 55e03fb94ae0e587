package dev.coffer.redis;

import dev.coffer.cache.SharedCache;
import dev.coffer.cache.SharedCacheProvider;
import dev.coffer.config.Option;
import dev.coffer.config.Secret;
import dev.coffer.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Provides a cache that processes share in Redis. */
public final class RedisCacheProvider implements SharedCacheProvider {
  private static final Option<String> REDIS =
      Option.text(
          "cache.redis",
          "A Redis or Valkey in which processes share cached files and hear of each other's"
              + " changes: redis://host:port/database, or rediss: for TLS. Without cache, memory"
              + " has 64 MiB.");
  private static final Option<Secret> PASSWORD =
      Option.secret("cache.redis.password", "The password for cache.redis.");
  private static final Option<String> CA_FILE =
      Option.text(
          "cache.redis.ca-file",
          "A file of certificates (PEM) to trust instead of the platform's, for a rediss:// URL.");
  private static final Option<String> STORE =
      Option.text(
          "cache.redis.store",
          "The name of the store in the shared cache, the same in each process that uses it; by"
              + " default its URI. A local store, whose files may be others on each machine, needs"
              + " one.");
  private static final Option<Duration> TIMEOUT =
      Option.duration(
          "cache.redis.timeout",
          "How long a call of the shared cache may take; by default 500ms. After a longer one files"
              + " are read without it until it answers again.");

  /** Creates the provider; called by the service loader. */
  public RedisCacheProvider() {}

  @Override
  public List<Option<?>> options() {
    return List.of(REDIS, PASSWORD, CA_FILE, STORE, TIMEOUT);
  }

  @Override
  public Optional<SharedCache.Access> access(Settings settings) {
    Optional<String> redis = settings.find(REDIS);
    if (redis.isEmpty()) {
      refuseIdle(settings);
      return Optional.empty();
    }
    String store = store(settings);
    refusePassword(settings, redis.get());
    try {
      RedisCacheAccess access =
          settings
              .find(PASSWORD)
              .map(password -> RedisCacheAccess.of(redis.get(), password, store))
              .orElseGet(() -> RedisCacheAccess.of(redis.get(), store));
      RedisCacheAccess secure =
          RedisTls.context(settings, REDIS, CA_FILE).map(access::tls).orElse(access);
      return Optional.of(patient(secure, settings));
    } catch (IllegalArgumentException e) {
      throw settings.wrong(REDIS, REDIS + " does not work: it must be " + e.getMessage());
    }
  }

  private static RedisCacheAccess patient(RedisCacheAccess access, Settings settings) {
    try {
      return settings.find(TIMEOUT).map(access::patience).orElse(access);
    } catch (IllegalArgumentException e) {
      throw settings.wrong(TIMEOUT, TIMEOUT + " does not work: " + e.getMessage());
    }
  }

  private static String store(Settings settings) {
    Optional<String> identity = settings.storeIdentity();
    if (identity.isEmpty()) {
      throw settings.wrong(REDIS + " has no use for a store that ends with the process");
    }
    if (settings.type().equals("local") && settings.find(STORE).isEmpty()) {
      throw settings.wrong(
          "%s needs %s for a local store: a name that only processes with these files use"
              .formatted(REDIS, STORE));
    }
    return settings.find(STORE).orElse(identity.get());
  }

  /** The setting is no secret: it is shown, logged and passed on as an argument. */
  private static void refusePassword(Settings settings, String redis) {
    if (RedisAddress.holdsPassword(redis)) {
      throw settings.wrong(
          REDIS, REDIS + " holds a password, which never stands in a URI: give " + PASSWORD);
    }
  }

  private static void refuseIdle(Settings settings) {
    for (Option<?> option : List.<Option<?>>of(PASSWORD, CA_FILE, STORE, TIMEOUT)) {
      settings
          .setting(option)
          .ifPresent(
              idle -> {
                throw settings.wrong(idle + " has no effect without " + REDIS);
              });
    }
  }
}
