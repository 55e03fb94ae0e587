package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.Layer;
import dev.coffer.memory.InMemoryFileStore;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** The contract on the store of the moment. Run by {@link BrokenStoresTest} alone. */
class SuspectContract extends FileStoreContract {
  private static volatile Layer suspect = next -> next;
  private static final AtomicInteger STORES = new AtomicInteger();

  private final String name = "suspect-" + STORES.incrementAndGet();

  /** Sets what the next run is about. */
  static void suspect(Layer layer) {
    suspect = layer;
  }

  @Override
  protected FileStore newStore() {
    return suspect.wrap(memory());
  }

  private FileStore memory() {
    return InMemoryFileStore.shared(name, Long.MAX_VALUE);
  }

  /** A named store lives as long as the process. */
  @AfterEach
  void emptyMemory() {
    memory().clear();
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(newStore());
  }

  @Override
  protected Optional<FileStore> newUnreachableStore() {
    return Optional.of(suspect.wrap(new DeniedFileStore(new InMemoryFileStore())));
  }

  @Override
  public Set<String> secrets() {
    return Set.of("hunter2");
  }

  @Override
  public int largeDirectory() {
    return 2500;
  }
}
