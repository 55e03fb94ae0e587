package dev.coffer.s3;

import org.junit.jupiter.api.Tag;

@Tag("buckets")
final class PrefixContractTest extends ProxyContract {
  PrefixContractTest() {
    super("some/where");
  }
}
