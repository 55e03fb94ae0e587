package dev.coffer.local;

import org.junit.jupiter.api.Tag;

/** With durability full, as a store is opened by default. */
@Tag("full-syncs")
class LocalWithFullSyncsContractTest extends LocalContract {
  LocalWithFullSyncsContractTest() {
    super(Durability.FULL, Features.ALL);
  }

  @Override
  public int largeDirectory() {
    return 2_000;
  }
}
