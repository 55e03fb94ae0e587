package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** Handles of one named store. */
class SharedMemoryContractTest extends FileStoreContract {
  private static final AtomicInteger STORES = new AtomicInteger();

  private final String name = "contract-" + STORES.incrementAndGet();

  @Override
  protected FileStore newStore() {
    return open();
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(open());
  }

  /** A named store lives as long as the process. */
  @AfterEach
  void emptyMemory() {
    open().clear();
  }

  private FileStore open() {
    return InMemoryFileStore.shared(name, Long.MAX_VALUE);
  }
}
