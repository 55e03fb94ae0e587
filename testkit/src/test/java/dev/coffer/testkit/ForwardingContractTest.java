package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.memory.InMemoryFileStore;

/** A layer that changes nothing is a store like the one below. */
class ForwardingContractTest extends FileStoreContract {
  @Override
  protected FileStore newStore() {
    return new ForwardingFileStore(new InMemoryFileStore()) {};
  }
}
