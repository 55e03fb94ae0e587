package dev.coffer.s3;

import org.junit.jupiter.api.Tag;

@Tag("buckets")
final class RootContractTest extends ProxyContract {
  RootContractTest() {
    super("");
  }
}
