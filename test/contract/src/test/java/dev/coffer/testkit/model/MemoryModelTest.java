package dev.coffer.testkit.model;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;

final class MemoryModelTest extends ModelContract {
  @Override
  protected FileStore newStore() {
    return new InMemoryFileStore();
  }

  @Override
  protected int programs() {
    return 500;
  }
}
