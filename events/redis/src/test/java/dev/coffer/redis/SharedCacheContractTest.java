package dev.coffer.redis;

import dev.coffer.FileStore;
import dev.coffer.cache.CacheOptions;
import dev.coffer.cache.CachingFileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FileStoreContract;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** A store with a shared cache is a store like the one below, and so are two such handles. */
@Tag("thorough")
class SharedCacheContractTest extends FileStoreContract {
  private static RedisServer redis;

  private final String name = UUID.randomUUID().toString();

  @BeforeAll
  static void startRedis() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void endRedis() {
    redis.close();
  }

  @Override
  protected FileStore newStore() {
    return cached();
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(cached());
  }

  /** Memory has room for little, so that most is read from Redis. */
  private FileStore cached() {
    CacheOptions options =
        CacheOptions.DEFAULTS
            .maxSize(2000)
            .maxFile(1500)
            .shared(RedisCacheAccess.of(redis.uri(), name));
    return new CachingFileStore(InMemoryFileStore.shared(name, Long.MAX_VALUE), options);
  }
}
