package dev.coffer.event;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FileStoreContract;
import org.junit.jupiter.api.Tag;

/** A store whose changes are announced is a store like the one below. */
@Tag("thorough")
class AnnouncingContractTest extends FileStoreContract {
  @Override
  protected FileStore newStore() {
    return new AnnouncingFileStore(new InMemoryFileStore(), new InMemoryEventLog());
  }
}
