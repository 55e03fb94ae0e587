package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import org.junit.jupiter.api.Tag;

/** Recording changes nothing. */
@Tag("thorough")
class RecordingContractTest extends FileStoreContract {
  @Override
  protected FileStore newStore() {
    return new RecordingFileStore(new InMemoryFileStore());
  }
}
