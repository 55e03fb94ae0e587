package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import dev.coffer.ConfigurationException;
import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.ReadOptions;
import dev.coffer.fakegcs.FakeGcsServer;
import dev.coffer.spi.Diagnosis;
import dev.coffer.testkit.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Google answers, as the errors of the contract. */
@Tag("servers")
class ErrorsTest {
  private static final String TOKEN = "canary-token-that-nobody-shall-see";

  private final FakeGcsServer server = new FakeGcsServer();

  @BeforeEach
  void makeBucket() {
    server.createBucket("bucket");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private GoogleCloudBuilder store() {
    return GoogleCloudFileStore.builder("bucket")
        .endpoint(server.uri().toString())
        .retryDeadline(Duration.ofMillis(200));
  }

  private static GoogleCredentials credentials(String token) {
    return GoogleCredentials.create(
        new AccessToken(token, Date.from(Instant.now().plusSeconds(3600))));
  }

  @Test
  void aForbiddenCallNamesThePermissionThatIsMissing() {
    server.grant(TOKEN, "storage.objects.get", "storage.objects.list");
    try (GoogleCloudFileStore store = store().credentials(credentials(TOKEN)).build()) {
      assertThat(store.list("")).isEmpty();
      PermissionDeniedException write =
          assertThrows(PermissionDeniedException.class, () -> store.write("a", "x"));
      assertThat(write).hasMessageContaining("storage.objects.create is missing");
      Diagnosis diagnosis = store.unwrap(Diagnosis.class).orElseThrow();
      assertThat(diagnosis.remedy(write).orElseThrow())
          .contains("storage.objects.create", "gs://bucket", "roles/storage.objectUser");
      assertThat(diagnosis.facts().toString()).doesNotContain(TOKEN);
    }
  }

  @Test
  void eachRefusedDeletionOfABatchIsNamed() {
    server.grant(TOKEN, "storage.objects.create", "storage.objects.get", "storage.objects.list");
    try (GoogleCloudFileStore store = store().credentials(credentials(TOKEN)).build()) {
      store.writeAll(Map.of("a", new byte[1], "b", new byte[1]));
      FileStoreException e =
          assertThrows(
              PermissionDeniedException.class, () -> store.deleteAll(List.of("a", "b", "c")));
      assertThat(e.failures()).extracting(FileStoreException::path).contains("a", "b");
      assertThat(e).hasMessageContaining("storage.objects.delete is missing");
    }
  }

  @Test
  void credentialsThatTheServerDoesNotAcceptAreRefused() {
    server.grant(TOKEN, "storage.objects.get");
    try (GoogleCloudFileStore wrong = store().credentials(credentials("canary-wrong")).build();
        GoogleCloudFileStore none = store().build()) {
      for (GoogleCloudFileStore store : List.of(wrong, none)) {
        for (Runnable call :
            List.<Runnable>of(
                () -> store.readString("a"),
                () -> store.write("a", "x"),
                () -> store.exists("a"),
                () -> store.list(""),
                () -> store.deleteFile("a"))) {
          PermissionDeniedException e = assertThrows(PermissionDeniedException.class, call::run);
          assertThat(e).hasMessageContaining("does not accept the credentials");
          assertThat(e.getMessage()).doesNotContain("canary");
          assertThat(e.isRetryable()).isFalse();
        }
      }
    }
  }

  @Test
  void aMissingBucketIsAMatterOfConfiguration() {
    try (GoogleCloudFileStore store =
        GoogleCloudFileStore.builder("no-such-bucket").endpoint(server.uri().toString()).build()) {
      for (Runnable call :
          List.<Runnable>of(
              () -> store.readString("a"),
              () -> store.write("a", "x"),
              () -> store.exists("a"),
              () -> store.list(""),
              () -> store.copy("a", "b"),
              () -> store.deleteFile("a"),
              () -> store.deleteAll(List.of("a", "b")))) {
        assertThatThrownBy(call::run)
            .isInstanceOf(ConfigurationException.class)
            .hasMessageContaining("there is no bucket 'no-such-bucket' at " + server.uri());
      }
    }
  }

  @Test
  void aMissingFileIsNotFound() {
    try (GoogleCloudFileStore store = store().build()) {
      assertThrows(NotFoundException.class, () -> store.readString("a"));
    }
  }

  @Test
  void busyAnswersAreRepeatedAndThenRetryable() {
    try (GoogleCloudFileStore patient = store().retryDeadline(Duration.ofMinutes(1)).build();
        GoogleCloudFileStore hasty = store().build()) {
      for (int status : List.of(408, 429, 500, 502, 503, 504)) {
        server.heal();
        server.refuse(Requests.all().first(2), status, Map.of());
        patient.write("a", "x");
        server.refuse(Requests.all(), status, Map.of());
        ConnectionException e =
            assertThrows(ConnectionException.class, () -> hasty.write("a", "x"));
        assertThat(e).hasMessageContaining("status " + status);
        assertThat(e.isRetryable()).isTrue();
      }
    }
  }

  @Test
  void aConditionThatDoesNotHoldIsAConflict() {
    try (GoogleCloudFileStore store = store().build()) {
      String first = store.write("a", "x").etag();
      store.write("a", "y");
      assertThatThrownBy(() -> store.open("a", ReadOptions.DEFAULTS.ifMatch(first)))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("read it again");
    }
  }

  @Test
  void anUnknownHostAndARefusedConnectionAreRetryable() {
    for (String endpoint : List.of("http://no-such-host.invalid", "http://127.0.0.1:1")) {
      try (GoogleCloudFileStore store = store().endpoint(endpoint).build()) {
        ConnectionException e = assertThrows(ConnectionException.class, () -> store.exists("a"));
        assertThat(e).hasMessageContaining(endpoint);
      }
    }
  }
}
