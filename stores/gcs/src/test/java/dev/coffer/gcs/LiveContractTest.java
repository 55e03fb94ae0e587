package dev.coffer.gcs;

import dev.coffer.testkit.remote.LiveContract;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract in a bucket, or a directory of it, that already exists. */
@EnabledIfEnvironmentVariable(
    named = "COFFER_GCS_TEST_BUCKET",
    matches = ".+",
    disabledReason = "COFFER_GCS_TEST_BUCKET is not set")
final class LiveContractTest extends LiveContract {
  LiveContractTest() {
    super("COFFER_GCS_TEST_BUCKET");
  }

  @Override
  protected String given() {
    return "gs://" + super.given();
  }

  /** The file of a key is named, and not what is in it. */
  @Override
  protected Set<String> secretVariables() {
    return Set.of();
  }
}
