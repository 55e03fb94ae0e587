package dev.coffer.gcs;

import org.junit.jupiter.api.Tag;

/** At the root of a bucket, where {@link ModelTest} always runs. */
@Tag("thorough")
final class RootContractTest extends FakeContract {
  RootContractTest() {
    super("");
  }
}
