package dev.coffer.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.spi.StoreLease;
import dev.coffer.testkit.s3.HostileS3Server;
import dev.coffer.versioning.FileVersions;
import dev.coffer.versioning.Retention;
import dev.coffer.versioning.VersioningConditions;
import dev.coffer.versioning.VersioningFileStore;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that takes conditions and ignores them. */
class VersionsWithoutConditionsTest {
  private final HostileS3Server server = new HostileS3Server();

  @AfterEach
  void close() {
    server.close();
  }

  private FileStore open(VersioningConditions conditions) {
    S3FileStore bucket = new Server(server.uri(), "id", "secret").in("bucket").build();
    return new VersioningFileStore(bucket, Retention.ALL, conditions);
  }

  @Test
  void aWriteIsRefusedAndNothingIsWritten() {
    try (FileStore store = open(VersioningConditions.REQUIRED)) {
      assertThatThrownBy(() -> store.write("a", "1"))
          .isInstanceOf(UnsupportedFeatureException.class)
          .hasMessageContaining("versioning.conditions=best-effort");
      assertThat(store.exists("a")).isFalse();
    }
  }

  @Test
  void withBestEffortWhatIsReplacedAndDeletedIsKept() {
    try (FileStore store = open(VersioningConditions.BEST_EFFORT)) {
      store.write("a", "1");
      store.write("a", "22");
      assertThat(store.readString("a")).isEqualTo("22");
      store.deleteFile("a");
      assertThat(contents(store, "a")).containsExactlyInAnyOrder("1", "22");
      assertThat(store.exists("a")).isFalse();
    }
  }

  @Test
  void aLeaseIsRefusedThatWouldHoldNothing() {
    try (FileStore bucket = new Server(server.uri(), "id", "secret").in("bucket").build()) {
      assertThatThrownBy(() -> StoreLease.take(bucket, "prune", StoreLease.TERM))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("open it without state=store");
    }
  }

  private static List<String> contents(FileStore store, String path) {
    FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
    return versions.versions(path).stream()
        .filter(one -> !one.deleteMarker())
        .map(one -> new String(versions.read(path, one.id()), UTF_8))
        .toList();
  }
}
