package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FileStore;
import dev.coffer.PermissionDeniedException;
import dev.coffer.versioning.FileVersions;
import dev.coffer.versioning.NativeVersioningFileStore;
import dev.coffer.versioning.Pruned;
import dev.coffer.versioning.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of Ceph whose policy denies what concerns versions. */
class RadosGatewayRightsTest {
  private static final Retention ONE =
      new Retention(OptionalInt.of(1), Optional.empty(), List.of());

  private final Server server = RadosGateway.server();
  private final String bucket = server.newVersionedBucket();
  private final S3FileStore below = server.in(bucket).build();
  private final FileStore store = NativeVersioningFileStore.of(below, ONE).orElseThrow();
  private final FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();

  @AfterEach
  void close() {
    store.close();
  }

  private void deny(String right, String resource) {
    String policy =
        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Deny\", \"Principal\": \"*\","
            + " \"Action\": \""
            + right
            + "\", \"Resource\": \"arn:aws:s3:::"
            + bucket
            + resource
            + "\"}]}";
    S3Client client = below.unwrap(S3Client.class).orElseThrow();
    client.putBucketPolicy(r -> r.bucket(bucket).policy(policy));
  }

  private void write() {
    for (String text : List.of("1", "22", "333")) {
      store.write("a", text);
    }
  }

  @Test
  void whoMayNotListVersionsIsToldTheRight() {
    write();
    deny("s3:ListBucketVersions", "");
    assertThatThrownBy(() -> versions.versions("a"))
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageContaining("s3:ListBucketVersions");
  }

  @Test
  void whoMayNotReadVersionsIsToldTheRight() {
    write();
    String id = versions.versions("a").get(0).id();
    deny("s3:GetObjectVersion", "/*");
    assertThatThrownBy(() -> versions.read("a", id))
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageContaining("s3:GetObjectVersion");
    assertThat(store.readString("a")).isEqualTo("333");
  }

  @Test
  void whoMayNotPruneIsToldTheRightAndNothingIsRemoved() {
    write();
    deny("s3:DeleteObjectVersion", "/*");
    List<Pruned> told = new ArrayList<>();
    assertThatThrownBy(() -> versions.prune(false, told::add))
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageStartingWith("prune a on ")
        .hasMessageContaining("s3:DeleteObjectVersion");
    assertThat(told).isEmpty();
    assertThat(versions.versions("a")).hasSize(2);
  }
}
