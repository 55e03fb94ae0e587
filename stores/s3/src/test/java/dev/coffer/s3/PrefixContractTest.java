package dev.coffer.s3;

final class PrefixContractTest extends ProxyContract {
  PrefixContractTest() {
    super("some/where");
  }
}
