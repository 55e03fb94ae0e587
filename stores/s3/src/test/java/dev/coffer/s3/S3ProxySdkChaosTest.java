package dev.coffer.s3;

import org.junit.jupiter.api.Tag;

/** The same by the SDK alone, which makes the first requests of each store in any case. */
@Tag("thorough")
class S3ProxySdkChaosTest extends S3ProxyChaosTest {
  @Override
  S3Builder told(S3Builder store) {
    return store.directRequests(false);
  }
}
