package dev.coffer.local;

import org.junit.jupiter.api.Tag;

/** With durability full, as a store is opened by default. */
@Tag("every-jdk")
class LocalWithFullSyncsContractTest extends LocalContract {
  LocalWithFullSyncsContractTest() {
    super(Durability.FULL, FileSystemFeatures.ALL);
  }
}
