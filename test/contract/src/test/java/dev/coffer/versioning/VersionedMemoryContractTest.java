package dev.coffer.versioning;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FileStoreContract;

/** A store that keeps versions is a store like any other. */
class VersionedMemoryContractTest extends FileStoreContract {
  @Override
  protected FileStore newStore() {
    return new VersioningFileStore(new InMemoryFileStore());
  }
}
