package dev.coffer.testkit.model;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import org.junit.jupiter.api.Tag;

@Tag("bulk")
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
