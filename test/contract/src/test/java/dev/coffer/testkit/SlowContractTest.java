package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import org.junit.jupiter.api.Tag;

/** An open gate changes nothing. */
@Tag("thorough")
class SlowContractTest extends FileStoreContract {
  @Override
  protected FileStore newStore() {
    Gate gate = new Gate(Operation.READ, Operation.WRITE, Operation.LIST, Operation.STAT);
    gate.open();
    return new SlowFileStore(new InMemoryFileStore(), gate);
  }
}
