package dev.coffer.retry;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.model.ModelContract;

/** Random programs on a store whose every third call fails do what they do on any other. */
class FlakyModelTest extends ModelContract {
  @Override
  protected FileStore newStore() {
    return FlakyContractTest.patient(new FlakyFileStore(new InMemoryFileStore()));
  }
}
