package dev.coffer.testkit.model;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;

/** A view with neighbours whose names begin as its directory's does. */
final class ScopedModelTest extends ModelContract {
  @Override
  protected FileStore newStore() {
    FileStore store = new InMemoryFileStore();
    store.write("d2/a", "a neighbour");
    store.write("d/view2/a", "a neighbour");
    store.write("d/view.txt", "a neighbour");
    return store.scoped("d/view");
  }
}
