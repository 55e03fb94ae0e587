package dev.coffer.cache;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FileStoreContract;
import java.util.Optional;
import java.util.UUID;

/**
 * A cached store is a store like the one below, though each file is served from memory, and so are
 * two cached handles of one store.
 */
class CachedContractTest extends FileStoreContract {
  private final String name = UUID.randomUUID().toString();

  @Override
  protected FileStore newStore() {
    return cached();
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(cached());
  }

  private FileStore cached() {
    return new CachingFileStore(
        InMemoryFileStore.shared(name, Long.MAX_VALUE), CacheOptions.DEFAULTS);
  }
}
