package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import org.junit.jupiter.api.Tag;

/** Without a fault it behaves as the store below. */
@Tag("thorough")
class FaultyContractTest extends FileStoreContract {
  @Override
  protected FileStore newStore() {
    return new FaultyFileStore(new InMemoryFileStore());
  }
}
