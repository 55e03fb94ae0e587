package dev.coffer.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import dev.coffer.testkit.FileStoreContract;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/**
 * The contract in a bucket that somebody has: each case in a directory of its own, which is deleted
 * at its end. The credentials are those of the environment, the machine or a profile, as always.
 */
@Tag("live")
final class LiveContractTest extends FileStoreContract {
  private static final String VARIABLE = "COFFER_S3_TEST_URI";

  private final String run = "coffer-contract-" + UUID.randomUUID();

  @BeforeAll
  static void isAskedFor() {
    assumeTrue(
        System.getenv(VARIABLE) != null, VARIABLE + " is not set: s3://BUCKET/PREFIX?OPTION");
  }

  /** The URI that was given, with another bucket or a directory in place of or below its own. */
  private static FileStore open(String bucketAndPrefix) {
    String given = given();
    int options = given.indexOf('?');
    return FileStores.open(
        "s3://" + bucketAndPrefix + (options < 0 ? "" : given.substring(options)));
  }

  private static String given() {
    return Objects.requireNonNull(System.getenv(VARIABLE));
  }

  private String place() {
    return given().replaceFirst("^s3://", "").replaceFirst("/?(\\?.*)?$", "") + "/" + run;
  }

  @Override
  protected FileStore newStore() {
    return open(place());
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(open(place()));
  }

  @Override
  protected Optional<FileStore> newUnreachableStore() {
    return Optional.of(open("no-such-bucket-" + UUID.randomUUID()));
  }

  @Override
  public int largeDirectory() {
    return 1_100;
  }

  @Override
  public Set<String> secrets() {
    return Stream.of("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
        .map(System::getenv)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  @AfterEach
  void deleteWhatIsLeft() {
    try (FileStore all = open(place())) {
      all.clear();
    }
  }
}
