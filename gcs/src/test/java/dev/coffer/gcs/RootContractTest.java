package dev.coffer.gcs;

final class RootContractTest extends FakeContract {
  RootContractTest() {
    super("");
  }
}
