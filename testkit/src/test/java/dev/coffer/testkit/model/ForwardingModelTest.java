package dev.coffer.testkit.model;

import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.memory.InMemoryFileStore;

final class ForwardingModelTest extends ModelContract {
  @Override
  protected FileStore newStore() {
    return new ForwardingFileStore(new InMemoryFileStore()) {};
  }
}
