package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import org.junit.jupiter.api.Test;

/** A view is a store like any other. */
class ScopedViewContractTest extends FileStoreContract {
  @Override
  protected FileStore newStore() {
    FileStore store = new InMemoryFileStore();
    store.write("outside", "x");
    store.write("view2/outside", "x");
    return store.scoped("view");
  }

  /** The view's directory counts with each path. */
  @Test
  @Override
  public void aPathOf1024BytesIsKept() {
    PathsOfAView.keepsPathsUpTo(store(), 1024 - "view/".length());
  }

  /** The view's directory counts with each path. */
  @Test
  @Override
  public void theDirectoryOfAViewCountsInTheLengthOfAPath() {
    String rest = ("v".repeat(199) + "/").repeat(3) + "v".repeat(200);
    PathsOfAView.keepsPathsUpTo(store().scoped(rest), 1024 - "view/".length() - 801);
  }
}
