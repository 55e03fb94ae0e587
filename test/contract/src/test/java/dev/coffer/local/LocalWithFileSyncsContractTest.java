package dev.coffer.local;

import org.junit.jupiter.api.Tag;

/** With durability file. */
@Tag("thorough")
class LocalWithFileSyncsContractTest extends LocalContract {
  LocalWithFileSyncsContractTest() {
    super(Durability.FILE, FileSystemFeatures.ALL);
  }

  @Override
  public int largeDirectory() {
    return 2_000;
  }
}
