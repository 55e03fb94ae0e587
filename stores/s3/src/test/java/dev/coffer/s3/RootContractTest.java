package dev.coffer.s3;

import org.junit.jupiter.api.Tag;

/** At the root of a bucket, where {@link ProxyModelTest} always runs. */
@Tag("thorough")
final class RootContractTest extends ProxyContract {
  RootContractTest() {
    super("");
  }
}
