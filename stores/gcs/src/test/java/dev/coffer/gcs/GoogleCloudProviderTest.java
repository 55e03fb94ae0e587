package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.fakegcs.FakeGcsServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store from a URI, a builder or the environment. */
class GoogleCloudProviderTest {
  private static final String EMULATOR = "127.0.0.1:4443";

  @TempDir private Path folder;

  private static Map<String, String> environment(String... namesAndValues) {
    Map<String, String> variables = new HashMap<>();
    variables.put("FILE_STORE", "google_cloud");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      variables.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return variables;
  }

  private static void with(Map<String, String> environment, Consumer<FileStore> check) {
    try (FileStore store = FileStores.fromEnvironment(environment)) {
      check.accept(store);
    }
  }

  private static void withUri(
      String uri, Map<String, String> environment, Consumer<FileStore> check) {
    FileStoreConfig config = FileStoreConfig.builder().uri(uri).environment(environment).build();
    try (FileStore store = FileStores.open(config)) {
      check.accept(store);
    }
  }

  private static Path state(Path folder, String uri) {
    FileStoreConfig config =
        FileStoreConfig.builder()
            .option("state", folder.toString())
            .uri(uri)
            .environment(Map.of())
            .build();
    return FileStores.assembly(config).settings().stateDirectory();
  }

  @Test
  void aBucketHasOnePlaceForItsStateAndThoseOfOtherServersHaveOthers(@TempDir Path folder) {
    Path google = state(folder, "gs://data/p");
    Path one = state(folder, "gs://data/p?endpoint=http://localhost:4443");
    Path other = state(folder, "gs://data/p?endpoint=http://localhost:4444");
    assertThat(Set.of(google, one, other)).hasSize(3);
    assertThat(state(folder, "gs://data//p/?endpoint=localhost:4443")).isEqualTo(one);
    assertThat(state(folder, "gs://data/p?endpoint=https://storage.me-central2.rep.googleapis.com"))
        .isEqualTo(google);
  }

  private static StorageOptions options(FileStore store) {
    return store.unwrap(Storage.class).orElseThrow().getOptions();
  }

  /** A key file, as issued by Google. */
  private Path key() throws IOException {
    String pem =
        "-----BEGIN PRIVATE KEY-----\\n"
            + Base64.getEncoder().encodeToString(Account.privateKey().getEncoded())
            + "\\n-----END PRIVATE KEY-----\\n";
    return Files.writeString(
        folder.resolve("key.json"),
        """
        {"type": "service_account", "project_id": "of-the-key", "private_key_id": "canary-id",
         "private_key": "%s", "client_id": "1",
         "client_email": "coffer@test.iam.gserviceaccount.com",
         "token_uri": "http://127.0.0.1:1/token"}
        """
            .formatted(pem));
  }

  @Test
  void aUriNamesBucketAndPrefix() {
    Map<String, String> emulator = environment("STORAGE_EMULATOR_HOST", EMULATOR);
    withUri("gs://b", emulator, s -> assertThat(s).hasToString("Observed(GoogleCloud(gs://b))"));
    withUri("gs://b/", emulator, s -> assertThat(s).hasToString("Observed(GoogleCloud(gs://b))"));
    withUri(
        "gs://b/a/b%20c/",
        emulator, s -> assertThat(s).hasToString("Observed(GoogleCloud(gs://b/a/b c))"));
  }

  @Test
  void theBucketComesFromTheVariableAndThePathWins() {
    with(
        environment("GOOGLE_CLOUD_BUCKET_NAME", "one", "STORAGE_EMULATOR_HOST", EMULATOR),
        store -> assertThat(store).hasToString("Observed(GoogleCloud(gs://one))"));
    with(
        environment(
            "GOOGLE_CLOUD_BUCKET_NAME",
            "one",
            "FILE_STORE_PATH",
            "two/p",
            "STORAGE_EMULATOR_HOST",
            EMULATOR),
        store -> assertThat(store).hasToString("Observed(GoogleCloud(gs://two/p))"));
  }

  @Test
  void aMissingBucketNamesTheVariable() {
    assertThatThrownBy(() -> FileStores.fromEnvironment(environment()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("GOOGLE_CLOUD_BUCKET_NAME");
  }

  @Test
  void anEmulatorGetsNoCredentialsThatWereNotMeantForIt() throws IOException {
    Map<String, String> variables =
        environment(
            "GOOGLE_CLOUD_BUCKET_NAME",
            "b",
            "STORAGE_EMULATOR_HOST",
            EMULATOR,
            "GOOGLE_APPLICATION_CREDENTIALS",
            key().toString());
    with(
        variables,
        store -> {
          assertThat(options(store).getHost()).isEqualTo("http://" + EMULATOR);
          assertThat(options(store).getCredentials()).isInstanceOf(NoCredentials.class);
        });
    withUri(
        "gs://b?endpoint=http://h:1&credentials=" + key(),
        environment(),
        store ->
            assertThat(options(store).getCredentials())
                .isInstanceOf(ServiceAccountCredentials.class));
  }

  @Test
  void anEndpointOfGooglesIsSentTheCredentials() throws IOException {
    withUri(
        "gs://b?endpoint=https://storage.europe-west3.rep.googleapis.com",
        environment("GOOGLE_APPLICATION_CREDENTIALS", key().toString()),
        store ->
            assertThat(options(store).getCredentials())
                .isInstanceOf(ServiceAccountCredentials.class));
  }

  @Test
  void aKeyIsReadFromItsFileAndReportsTheProject() throws IOException {
    with(
        environment(
            "GOOGLE_CLOUD_BUCKET_NAME", "b", "GOOGLE_APPLICATION_CREDENTIALS", key().toString()),
        store -> {
          assertThat(options(store).getProjectId()).isEqualTo("of-the-key");
          assertThat(options(store).getHost()).startsWith("https://storage.googleapis.com");
          assertThat(store.toString()).doesNotContain("canary");
        });
    withUri(
        "gs://b?project=p&quota-project=q",
        environment("GOOGLE_APPLICATION_CREDENTIALS", key().toString()),
        store -> {
          assertThat(options(store).getProjectId()).isEqualTo("p");
          assertThat(options(store).getQuotaProjectId()).isEqualTo("q");
        });
  }

  @Test
  void aFileThatIsMissingOrNoKeyIsNamedAndNotShown() throws IOException {
    Path broken = folder.resolve("broken.json");
    for (String content :
        new String[] {
          "canary-that-is-no-json",
          "{\"canary\": 1}",
          "{\"type\": \"canary\"}",
          "",
          "[]",
          "{\"type\":\"service_account\",\"client_id\":\"1\",\"client_email\":\"e\","
              + "\"private_key_id\":\"i\",\"private_key\":\"canary\"}"
        }) {
      Files.writeString(broken, content, StandardCharsets.UTF_8);
      assertRefused(broken);
    }
    assertRefused(folder.resolve("missing.json"));
    assertRefused(folder);
  }

  private static void assertRefused(Path file) {
    Map<String, String> variables =
        environment(
            "GOOGLE_CLOUD_BUCKET_NAME", "b", "GOOGLE_APPLICATION_CREDENTIALS", file.toString());
    assertThatThrownBy(() -> FileStores.fromEnvironment(variables))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file.toString())
        .satisfies(e -> assertThat(e + " " + e.getCause()).doesNotContain("canary"));
  }

  /** A usual mistake where there are no files, as in the variables of a build. */
  @Test
  void aKeyInPlaceOfItsFileIsNotShown() {
    String json = "{\n \"type\": \"service_account\", \"private_key\": \"canary\"\n}\n";
    for (String given : List.of(json, "Y2FuYXJ5".repeat(60) + "canary", "canary\n")) {
      Map<String, String> variables =
          environment("GOOGLE_CLOUD_BUCKET_NAME", "b", "GOOGLE_APPLICATION_CREDENTIALS", given);
      assertThatThrownBy(() -> FileStores.fromEnvironment(variables))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("write it to a file")
          .satisfies(e -> assertThat(e + " " + e.getCause()).doesNotContain("canary"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gs://b?part-size=1000",
        "gs://b?part-size=0",
        "gs://b?endpoint=ftp://h",
        "gs://b?endpoint=http://user:hush@h",
        "gs://b?connections=0&endpoint=http://h:1",
        "gs://b?credentials=/no/such/file",
        "gs://b/a/../c",
        "gs:",
        "gs:///p",
      })
  void whatCannotWorkIsRefusedBeforeAnyRequest(String uri) {
    assertThatThrownBy(() -> withUri(uri, environment(), store -> {}))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageNotContaining("hush");
  }

  @Test
  void aStoreFromTheEnvironmentWorks() {
    try (FakeGcsServer server = new FakeGcsServer()) {
      server.createBucket("bucket");
      with(
          environment(
              "GOOGLE_CLOUD_BUCKET_NAME",
              "bucket",
              "STORAGE_EMULATOR_HOST",
              server.uri().toString()),
          store -> {
            store.write("d/a", "x");
            assertThat(store.readString("d/a")).isEqualTo("x");
          });
    }
  }
}
