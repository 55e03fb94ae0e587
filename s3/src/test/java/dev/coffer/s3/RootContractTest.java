package dev.coffer.s3;

final class RootContractTest extends ProxyContract {
  RootContractTest() {
    super("");
  }
}
