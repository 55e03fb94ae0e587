package dev.coffer.gcs;

import org.junit.jupiter.api.Tag;

@Tag("buckets")
final class RootContractTest extends FakeContract {
  RootContractTest() {
    super("");
  }
}
