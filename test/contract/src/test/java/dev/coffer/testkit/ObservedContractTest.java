package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.observe.ObservedFileStore;
import java.util.Optional;

/** An observed store is a store like the one below. */
class ObservedContractTest extends FileStoreContract {
  @Override
  protected FileStore newStore() {
    return new ObservedFileStore(new InMemoryFileStore());
  }

  @Override
  protected Optional<FileStore> newUnreachableStore() {
    return Optional.of(new ObservedFileStore(new DeniedFileStore(new InMemoryFileStore())));
  }
}
