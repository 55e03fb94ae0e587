package dev.coffer.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/**
 * The contract in a bucket that somebody has, in a directory of a new name. The credentials are
 * those of the environment, a profile or the machine, as always.
 */
@Tag("live")
final class LiveContractTest extends OneBucketContract {
  private static final String GIVEN =
      Objects.requireNonNullElse(System.getenv("COFFER_S3_TEST_URI"), "");
  private static final String OPTIONS = GIVEN.replaceFirst("^[^?]*", "");

  private static final String PLACE =
      GIVEN.replaceFirst("^s3://", "").replaceFirst("/*(\\?.*)?$", "");

  private static final String BUCKET = PLACE.replaceFirst("/.*", "");

  LiveContractTest() {
    super((PLACE + "/coffer-contract-" + UUID.randomUUID()).replaceFirst("^[^/]*/", ""));
  }

  @BeforeAll
  static void isAskedFor() {
    assumeTrue(!GIVEN.isEmpty(), "COFFER_S3_TEST_URI is not set: s3://BUCKET/PREFIX?OPTIONS");
  }

  @Override
  FileStore open(String prefix) {
    return FileStores.open("s3://" + BUCKET + "/" + prefix + OPTIONS);
  }

  @Override
  FileStore openMissing() {
    return FileStores.open("s3://no-such-bucket-" + UUID.randomUUID() + OPTIONS);
  }

  @Override
  public Set<String> secrets() {
    return Stream.of("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
        .map(System::getenv)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
