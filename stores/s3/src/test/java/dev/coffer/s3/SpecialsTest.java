package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.WriteOptions;
import dev.coffer.spi.Diagnosis;
import dev.coffer.spi.Leftover;
import dev.coffer.spi.Leftovers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What only S3 has. */
class SpecialsTest {
  private final Server server = Proxy.server();
  private final String bucket = server.newBucket();
  private final S3FileStore store = server.in(bucket).prefix("data").largestCopy(6 << 20).build();
  private final S3Client client = store.unwrap(S3Client.class).orElseThrow();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aViewDoesNotGiveTheClientThatKnowsNoView() {
    assertThat(store.scoped("u").unwrap(S3Client.class)).isEmpty();
  }

  @Test
  void markersOfDirectoriesAreNoFiles() {
    client.putObject(r -> r.bucket(bucket).key("data/"), RequestBody.empty());
    client.putObject(r -> r.bucket(bucket).key("data/made/"), RequestBody.empty());
    store.write("a", "x");
    assertThat(store.list("")).contains("a").doesNotContain("");
    try (var files = store.walk("")) {
      assertThat(files.map(file -> file.path().toString())).containsExactly("a");
    }
    store.clear();
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void aLargeFileIsCopiedInParts() {
    byte[] bytes = new byte[13 << 20];
    bytes[bytes.length - 1] = 7;
    store.write("a", bytes, WriteOptions.DEFAULTS.metadata("k", "ü").contentType("a/b"));
    FileInfo copy = store.copy("a", "b");
    assertThat(copy.metadata()).isEqualTo(Map.of("k", "ü"));
    assertThat(copy.contentType()).contains("a/b");
    assertThat(store.readBytes("b")).isEqualTo(bytes);
  }

  @Test
  void anUploadThatRestedLongIsALeftoverAndAborted() {
    String id = client.createMultipartUpload(r -> r.bucket(bucket).key("data/d/left")).uploadId();
    client.uploadPart(
        r -> r.bucket(bucket).key("data/d/left").uploadId(id).partNumber(1),
        RequestBody.fromString("12345"));
    client.createMultipartUpload(r -> r.bucket(bucket).key("data2/another"));
    List<Leftover> found = new ArrayList<>();
    store.unwrap(Leftovers.class).orElseThrow().remove(found::add);
    assertThat(found).as("what may be under way").isEmpty();
    Leftovers idle = store.uploadsIdleFor(Duration.ofDays(-1));
    idle.find(found::add);
    assertThat(found)
        .singleElement()
        .satisfies(
            leftover -> {
              assertThat(leftover.place()).isEqualTo("s3://" + bucket + "/data/d/left");
              assertThat(leftover.size()).hasValue(5);
            });
    idle.remove(found::add);
    assertThat(found).hasSize(2);
    assertThat(Server.uploads(client, bucket)).containsExactly("data2/another");
  }

  @Test
  void aDiagnosisReportsPlacesAndTheSourceOfCredentialsAndNoSecret() {
    Map<String, String> facts = store.unwrap(Diagnosis.class).orElseThrow().facts();
    assertThat(facts)
        .containsEntry("endpoint", server.endpoint().toString())
        .containsEntry("region", "us-east-1")
        .containsEntry("bucket", bucket)
        .containsEntry("prefix", "data/");
    assertThat(facts.get("credentials")).startsWith("from access-key and secret-key");
    assertThat(facts.toString()).doesNotContain(server.secretKey(), server.accessKey());
  }

  @Test
  void theTrialOfPartsLeavesNothing() {
    Diagnosis diagnosis = store.unwrap(Diagnosis.class).orElseThrow();
    diagnosis.trials(FilePath.of("t")).forEach(trial -> trial.action().run());
    assertThat(Server.uploads(client, bucket)).isEmpty();
    assertThat(store.exists("t")).isFalse();
  }

  @Test
  void anAccessThatIsRefusedIsExplainedByTheStatementThatIsMissing() {
    Diagnosis diagnosis = store.unwrap(Diagnosis.class).orElseThrow();
    FileStoreException refused =
        new PermissionDeniedException(new ErrorContext("read", "a", "s"), null, null);
    assertThat(diagnosis.remedy(refused).orElseThrow())
        .contains("\"s3:GetObject\"", "\"arn:aws:s3:::" + bucket + "/data/*\"");
    assertThat(
            diagnosis.remedy(
                new PermissionDeniedException(new ErrorContext("list", "", "s"), null, null)))
        .hasValueSatisfying(
            text -> assertThat(text).contains("ListBucket\"").endsWith(bucket + "\"}"));
    try (S3FileStore stranger =
        S3FileStore.builder(bucket)
            .endpoint(server.endpoint().toString())
            .credentials("nobody", "wrong")
            .build()) {
      assertThatThrownBy(() -> stranger.list(""))
          .isInstanceOfSatisfying(
              PermissionDeniedException.class,
              e -> assertThat(diagnosis.remedy(e)).as("no right helps wrong keys").isEmpty());
    }
  }

  @Test
  void aClientThatItsApplicationClosedIsNoLostConnection() {
    try (S3FileStore guest = S3FileStore.builder(bucket).client(client).build()) {
      store.close();
      assertThatThrownBy(() -> guest.exists("a"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the client of S3(")
          .hasMessageContaining("is closed");
    }
  }
}
