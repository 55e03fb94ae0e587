package dev.coffer.retry;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FileStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/** With everything switched on, a store is a store like the one below. */
@Tag("thorough")
class MemoryContractTest extends FileStoreContract {
  static final RetryOptions ALL =
      RetryOptions.DEFAULTS
          .deadline(Duration.ofMinutes(5))
          .breaker(5, Duration.ofSeconds(10))
          .concurrency(4);

  @Override
  protected FileStore newStore() {
    return new RetryingFileStore(new InMemoryFileStore(), ALL);
  }
}
