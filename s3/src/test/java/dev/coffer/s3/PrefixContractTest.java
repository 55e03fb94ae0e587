package dev.coffer.s3;

import org.junit.jupiter.api.Tag;

@Tag("prefix")
final class PrefixContractTest extends ProxyContract {
  PrefixContractTest() {
    super("some/where");
  }
}
