package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;

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
  @Override
  public int longestPath() {
    return 1024 - "view/".length();
  }
}
