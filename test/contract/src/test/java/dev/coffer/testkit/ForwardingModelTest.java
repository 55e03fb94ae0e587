package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.model.ModelContract;

final class ForwardingModelTest extends ModelContract {
  @Override
  protected FileStore newStore() {
    return new ForwardingFileStore(new InMemoryFileStore()) {};
  }
}
