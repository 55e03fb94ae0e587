package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;

/** Recording changes nothing. */
class RecordingContractTest extends FileStoreContract {
  @Override
  protected FileStore newStore() {
    return new RecordingFileStore(new InMemoryFileStore());
  }
}
