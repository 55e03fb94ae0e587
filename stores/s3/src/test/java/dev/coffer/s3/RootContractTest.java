package dev.coffer.s3;

import org.junit.jupiter.api.Tag;

/** At the root of a bucket, where {@link ProxyModelTest} always runs, and by the SDK alone. */
@Tag("thorough")
final class RootContractTest extends ProxyContract {
  RootContractTest() {
    super("");
  }

  @Override
  S3Builder told(S3Builder store) {
    return store.directRequests(false);
  }
}
