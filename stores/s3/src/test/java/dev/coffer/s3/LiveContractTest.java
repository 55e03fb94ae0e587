package dev.coffer.s3;

import dev.coffer.testkit.remote.LiveContract;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract in a bucket, or a directory of it, that already exists. */
@EnabledIfEnvironmentVariable(
    named = "COFFER_S3_TEST_URI",
    matches = ".+",
    disabledReason = "COFFER_S3_TEST_URI is not set")
final class LiveContractTest extends LiveContract {
  LiveContractTest() {
    super("COFFER_S3_TEST_URI");
  }

  @Override
  protected Set<String> secretVariables() {
    return Set.of("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");
  }
}
