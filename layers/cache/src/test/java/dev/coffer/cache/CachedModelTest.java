package dev.coffer.cache;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.model.ModelContract;

/** Random programs, with a cache so small that files are evicted all the time. */
class CachedModelTest extends ModelContract {
  @Override
  protected FileStore newStore() {
    return new CachingFileStore(
        new InMemoryFileStore(), CacheOptions.DEFAULTS.maxSize(4 << 10).maxFile(1 << 10));
  }
}
