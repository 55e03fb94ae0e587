package dev.coffer.gcs;

final class PrefixContractTest extends FakeContract {
  PrefixContractTest() {
    super("some/where");
  }
}
