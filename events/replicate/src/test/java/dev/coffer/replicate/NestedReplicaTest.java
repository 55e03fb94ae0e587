package dev.coffer.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.Assembly;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A replica that shares files with its primary. */
@Tag("one-jdk")
class NestedReplicaTest {
  private static final String BUCKET = "?region=us-east-1&endpoint=http://127.0.0.1:";

  @TempDir private Path directory;

  private FileStoreConfig config(String primary, String replica) {
    return FileStoreConfig.builder()
        .uri(primary)
        .environment(Pair.ENVIRONMENT)
        .option("state", directory.resolve("state").toString())
        .option("replicas", replica)
        .option("replication.close-timeout", "0s")
        .build();
  }

  private String local(String place) {
    return "file:" + directory.resolve(place);
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a replica cannot be inside its primary");
  }

  @ParameterizedTest
  @CsvSource({
    "in, in/copy",
    "ab/in, ab",
    "in, in",
    "in, link",
    "in, link/copy",
    "link, in/copy",
    "in, .?scope=in/copy"
  })
  void aReplicaInADirectoryOfItsPrimaryOrAroundItIsRefused(String primary, String replica)
      throws IOException {
    Files.createDirectories(directory.resolve("in"));
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("in"));
    FileStoreConfig config = config(local(primary), local(replica));
    assertRefused(() -> FileStores.open(config).close());

    Assembly assembly = FileStores.assembly(config);
    assertRefused(() -> ConfiguredReplica.of(assembly).get(0).open());
    assertThat(directory.resolve("in/copy")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "s3://b, 1, s3://b/copy, 1, true",
    "s3://b/in, 1, s3://b, 1, true",
    "s3://b/in, 1, s3://b/in/, 1, true",
    "s3://b/a, 1, s3://b/ab, 1, false",
    "s3://b, 1, s3://b, 2, false",
    "s3://b, 1, s3://c, 1, false"
  })
  void aPrefixOfOneBucketIsRefusedAndAnotherServerIsNot(
      String primary, int port, String replica, int otherPort, boolean refused) {
    Assembly assembly =
        FileStores.assembly(config(primary + BUCKET + port, replica + BUCKET + otherPort));
    ThrowingCallable open = () -> ConfiguredReplica.of(assembly).get(0).open().close();
    if (refused) {
      assertRefused(open);
    } else {
      assertThatCode(open).doesNotThrowAnyException();
    }
  }

  @Test
  void directoriesSideBySideAreNotNested() {
    for (String replica : List.of(local("ab"), local("") + "?scope=ac")) {
      FileStores.open(config(local("a"), replica)).close();
    }
  }

  @Test
  void aCopyOfThePrimaryWithItsOwnAreaIsNoReplica() {
    try (FileStore copy = FileStores.open(local("copy"));
        FileStore primary = FileStores.open(local("primary"))) {
      EpochFile own = new EpochFile(primary);
      Epoch epoch = own.readOrBegin().epoch();
      assertThat(new EpochFile(copy).create(Standing.of(epoch))).isPresent();
      Optional<ConfigurationException> refusal = new Claim(own, new EpochFile(copy)).check();
      assertThat(refusal.orElseThrow())
          .hasMessageContaining("it is the primary itself, or a copy of it")
          .hasMessageNotContaining("promoted");
    }
  }
}
