package dev.coffer.local;

import org.junit.jupiter.api.Tag;

/** With durability none. */
@Tag("thorough")
class LocalWithoutSyncsContractTest extends LocalContract {
  LocalWithoutSyncsContractTest() {
    super(Durability.NONE, FileSystemFeatures.ALL);
  }
}
