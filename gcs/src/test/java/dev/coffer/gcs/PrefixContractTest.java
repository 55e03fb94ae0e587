package dev.coffer.gcs;

import org.junit.jupiter.api.Tag;

@Tag("buckets")
final class PrefixContractTest extends FakeContract {
  PrefixContractTest() {
    super("some/where");
  }
}
