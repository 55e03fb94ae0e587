package dev.coffer.local;

/** With durability file. */
class LocalWithFileSyncsContractTest extends LocalContract {
  LocalWithFileSyncsContractTest() {
    super(Durability.FILE, Features.ALL);
  }

  @Override
  public int largeDirectory() {
    return 2_000;
  }
}
