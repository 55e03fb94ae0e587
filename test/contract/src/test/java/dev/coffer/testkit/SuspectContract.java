package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.Layer;
import dev.coffer.memory.InMemoryFileStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The contract, each case on a store of its own that may be broken. Run by {@link BrokenStoresTest}
 * alone.
 */
@ExtendWith(SuspectContract.Choice.class)
class SuspectContract extends FileStoreContract {
  private static final Layer RIGHT = next -> next;
  private static volatile Map<String, Layer> suspects = Map.of();
  private static final AtomicInteger STORES = new AtomicInteger();

  private final String name = "suspect-" + STORES.incrementAndGet();
  private Layer suspect = RIGHT;

  /** Sets what the next run is about, by the names of cases; the others have a store that works. */
  static void suspects(Map<String, Layer> byCase) {
    suspects = Map.copyOf(byCase);
  }

  /** Gives each case its store. */
  static final class Choice implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
      SuspectContract contract = (SuspectContract) context.getRequiredTestInstance();
      contract.suspect = suspects.getOrDefault(context.getRequiredTestMethod().getName(), RIGHT);
    }
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
