package dev.coffer.micrometer;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FileStoreContract;

/** A store that reports to Micrometer is a store like any other. */
class MicrometerContractTest extends FileStoreContract {
  @Override
  protected FileStore newStore() {
    return new Telemetry().watch(new InMemoryFileStore());
  }
}
