package dev.coffer.compression;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FileStoreContract;

/** A store that compresses every file is a store like any other. */
class CompressedMemoryContractTest extends FileStoreContract {
  @Override
  protected FileStore newStore() {
    return new CompressingFileStore(new InMemoryFileStore(), Policies.ZSTD);
  }
}
