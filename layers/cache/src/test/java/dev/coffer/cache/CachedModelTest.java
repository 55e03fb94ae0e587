package dev.coffer.cache;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.model.ModelContract;
import org.junit.jupiter.api.Tag;

/** Random programs, with a cache so small that files are evicted all the time. */
@Tag("bulk")
class CachedModelTest extends ModelContract {
  @Override
  protected FileStore newStore() {
    return new CachingFileStore(
        new InMemoryFileStore(), CacheOptions.DEFAULTS.maxSize(4 << 10).maxFile(1 << 10));
  }
}
