package dev.coffer.compression;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FileStoreContract;
import org.junit.jupiter.api.Tag;

/** A store of gzip files is a store like any other. */
@Tag("thorough")
class GzippedMemoryContractTest extends FileStoreContract {
  @Override
  protected FileStore newStore() {
    return new CompressingFileStore(new InMemoryFileStore(), Policies.GZIP);
  }
}
