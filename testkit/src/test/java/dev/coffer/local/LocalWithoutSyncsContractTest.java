package dev.coffer.local;

/** With durability none. */
class LocalWithoutSyncsContractTest extends LocalContract {
  LocalWithoutSyncsContractTest() {
    super(Durability.NONE, Features.ALL);
  }
}
