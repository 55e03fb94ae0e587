package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;

/** Without a fault it behaves as the store below. */
class FaultyContractTest extends FileStoreContract {
  @Override
  protected FileStore newStore() {
    return new FaultyFileStore(new InMemoryFileStore());
  }
}
