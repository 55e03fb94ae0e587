package dev.coffer.local;

/** With durability full, as a store is opened by default. */
class LocalWithFullSyncsContractTest extends LocalContract {
  LocalWithFullSyncsContractTest() {
    super(Durability.FULL, FileSystemFeatures.ALL);
  }
}
