package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;

class MemoryContractTest extends FileStoreContract {
  @Override
  protected FileStore newStore() {
    return new InMemoryFileStore();
  }
}
