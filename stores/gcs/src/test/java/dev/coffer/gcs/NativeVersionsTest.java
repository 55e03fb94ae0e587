package dev.coffer.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import dev.coffer.fakegcs.FakeGcsServer;
import dev.coffer.fakegcs.ManualClock;
import dev.coffer.spi.Diagnosis;
import dev.coffer.spi.ServiceVersions;
import dev.coffer.testkit.ProxiedRequest;
import dev.coffer.testkit.Requests;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import dev.coffer.versioning.NativeVersioningFileStore;
import dev.coffer.versioning.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a bucket of Google keeps itself, beyond what all versions have in common. */
@Tag("one-jdk")
class NativeVersionsTest {
  private static final Retention ONE =
      new Retention(OptionalInt.of(1), Optional.empty(), List.of());

  private final ManualClock clock = new ManualClock();
  private final Instant start = clock.instant();
  private final FakeGcsServer server = new FakeGcsServer(clock);

  @AfterEach
  void close() {
    server.close();
  }

  private GoogleCloudFileStore bucket(Map<String, Object> fields) {
    server.createBucket("bucket", fields);
    return Fake.at(server.uri(), "bucket").prefix("p").build();
  }

  private GoogleCloudFileStore versioned() {
    return bucket(Map.of("versioning", Map.of("enabled", true)));
  }

  private static FileVersions versions(FileStore store) {
    return store.unwrap(FileVersions.class).orElseThrow();
  }

  private static List<String> contents(FileStore store, String path) {
    FileVersions versions = versions(store);
    return versions.versions(path).stream()
        .map(one -> one.deleteMarker() ? "-" : new String(versions.read(path, one.id()), UTF_8))
        .toList();
  }

  private List<String> requestsOf(Runnable call) {
    server.forgetRequests();
    call.run();
    return server.requests().stream().map(ProxiedRequest::method).toList();
  }

  @Test
  void aChangeTakesOneRequestAndTheFirstOneAsksTheBucket() {
    try (FileStore store = NativeVersioningFileStore.ifEnabled(versioned(), Retention.ALL)) {
      assertThat(requestsOf(() -> store.write("a", "1"))).containsExactly("GET", "GET", "POST");
      assertThat(requestsOf(() -> store.write("a", "2"))).containsExactly("POST");
      assertThat(requestsOf(() -> store.deleteFile("a"))).containsExactly("DELETE");
      assertThat(contents(store, "a")).containsExactly("-", "2", "1");
      FileVersion old = versions(store).versions("a").get(2);
      assertThat(requestsOf(() -> versions(store).restore("a", old.id())))
          .hasSizeLessThanOrEqualTo(3);
      assertThat(store.readString("a")).isEqualTo("1");
      assertThat(requestsOf(() -> store.write("a", "3"))).containsExactly("POST");
    }
  }

  @Test
  void aVersionThatIsReadIsNotTakenForTheCurrentFile() {
    try (FileStore store = NativeVersioningFileStore.ifEnabled(versioned(), Retention.ALL)) {
      store.write("a", "1");
      store.write("a", "2");
      assertThat(contents(store, "a")).containsExactly("1");
      assertThat(requestsOf(() -> store.write("a", "3"))).containsExactly("POST");
      FileInfo current = store.stat("a").orElseThrow();
      store.write("a", "4".getBytes(UTF_8), WriteOptions.DEFAULTS.ifMatch(current.etag()));
      assertThat(contents(store, "a")).containsExactly("3", "2", "1");
    }
  }

  @Test
  void aBucketWithoutVersionsHasThoseOfTheLayer() {
    try (FileStore store = NativeVersioningFileStore.ifEnabled(bucket(Map.of()), Retention.ALL)) {
      store.write("a", "1");
      store.write("a", "2");
      assertThat(contents(store, "a")).containsExactly("1");
      assertThat(versions(store).versions("a").get(0).id()).contains("T000000");
    }
  }

  @Test
  void aDeletionIsToldByTheGapThatItLeft() {
    try (FileStore store = NativeVersioningFileStore.ifEnabled(versioned(), Retention.ALL)) {
      store.write("a", "1");
      clock.advance(Duration.ofSeconds(10));
      store.deleteFile("a");
      clock.advance(Duration.ofSeconds(10));
      store.write("a", "2");
      clock.advance(Duration.ofSeconds(10));
      store.write("a", "3");
      assertThat(contents(store, "a")).containsExactly("2", "-", "1");
      FileVersion deletion = versions(store).versions("a").get(1);
      assertThat(deletion.time()).isEqualTo(start.plusSeconds(10));
      assertThat(versions(store).deletedBy("a", deletion.id())).isEmpty();
      assertThat(versions(store).asOf(start.plusSeconds(5)).readString("a")).isEqualTo("1");
      assertThat(versions(store).asOf(start.plusSeconds(15)).exists("a")).isFalse();
      assertThat(versions(store).asOf(start.plusSeconds(15)).list("")).isEmpty();
      assertThat(versions(store).asOf(start.plusSeconds(25)).readString("a")).isEqualTo("2");
      assertThat(versions(store).asOf(start.plusSeconds(30)).readString("a")).isEqualTo("3");
    }
  }

  @Test
  void aPruneDeletesGenerationsAndNoMarkers() {
    try (FileStore store = NativeVersioningFileStore.ifEnabled(versioned(), ONE)) {
      store.write("a", "1");
      clock.advance(Duration.ofSeconds(10));
      store.deleteFile("a");
      clock.advance(Duration.ofSeconds(10));
      store.write("a", "2");
      clock.advance(Duration.ofSeconds(10));
      store.write("a", "3");
      store.write("a", "4");
      assertThat(versions(store).prune(false).pruned()).hasSize(3);
      assertThat(contents(store, "a")).containsExactly("3");
      assertThat(store.readString("a")).isEqualTo("4");
    }
  }

  @Test
  void withoutThePermissionToAskNothingIsGuessed() {
    FileStore below = versioned();
    server.grant(
        Account.TOKEN,
        "storage.objects.create",
        "storage.objects.delete",
        "storage.objects.get",
        "storage.objects.list");
    try (FileStore store = NativeVersioningFileStore.ifEnabled(below, Retention.ALL)) {
      PermissionDeniedException refused =
          assertThrows(PermissionDeniedException.class, () -> store.write("a", "1"));
      assertThat(refused).hasMessageContaining("set versioning.mode=layer");
      assertThat(store.exists("a")).isFalse();
      Diagnosis diagnosis = below.unwrap(Diagnosis.class).orElseThrow();
      assertThat(diagnosis.findings().get("bucket versioning")).contains("storage.buckets.get");
      assertThat(diagnosis.remedy(refused).orElseThrow())
          .contains("storage.buckets.get", "roles/storage.legacyBucketReader");
    }
  }

  @Test
  void theDiagnosisTellsWhatTheBucketDoes() {
    try (FileStore store = versioned()) {
      Diagnosis diagnosis = store.unwrap(Diagnosis.class).orElseThrow();
      assertThat(diagnosis.findings())
          .containsEntry("bucket versioning", "on")
          .containsEntry("soft deletion", "off");
      server.alter(
          Requests.of("GET"),
          body ->
              "{\"name\": \"bucket\", \"softDeletePolicy\": {\"retentionDurationSeconds\":"
                  + " \"604800\"}, \"lifecycle\": {\"rule\": [{\"action\": {\"type\":"
                  + " \"Delete\"}}]}}");
      assertThat(diagnosis.findings().get("bucket versioning")).startsWith("off");
      assertThat(diagnosis.findings().get("bucket lifecycle")).startsWith("1 rule deletes");
      assertThat(diagnosis.findings().get("soft deletion")).contains("7 days");
    }
  }

  @Test
  void whatIsNoBucketIsNoAnswer() {
    try (FileStore store = versioned()) {
      server.alter(Requests.of("GET"), body -> "{}");
      ServiceVersions service = store.unwrap(ServiceVersions.class).orElseThrow();
      assertThatThrownBy(service::state).isInstanceOf(StorageFailureException.class);
      assertThatThrownBy(() -> service.of(FilePath.of("a")).toList())
          .isInstanceOf(StorageFailureException.class);
    }
  }
}
