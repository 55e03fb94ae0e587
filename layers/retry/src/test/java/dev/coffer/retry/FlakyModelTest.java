package dev.coffer.retry;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.model.ModelContract;
import org.junit.jupiter.api.Tag;

/** Random programs on a store whose every third call fails do what they do on any other. */
@Tag("bulk")
class FlakyModelTest extends ModelContract {
  @Override
  protected FileStore newStore() {
    return FlakyContractTest.patient(new FlakyFileStore(new InMemoryFileStore()));
  }
}
