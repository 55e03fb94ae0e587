package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** A store from a URI, a builder or the environment. */
class S3ProviderTest {
  private static Map<String, String> environment(String... namesAndValues) {
    Map<String, String> variables = new HashMap<>();
    variables.put("FILE_STORE", "s3");
    variables.put("AWS_REGION", "eu-west-1");
    variables.put("AWS_ACCESS_KEY_ID", "canary-id");
    variables.put("AWS_SECRET_ACCESS_KEY", "canary-secret");
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

  private static void withUri(String uri, Consumer<FileStore> check) {
    FileStoreConfig config = FileStoreConfig.builder().uri(uri).environment(environment()).build();
    try (FileStore store = FileStores.open(config)) {
      check.accept(store);
    }
  }

  private static S3Client client(FileStore store) {
    return store.unwrap(S3Client.class).orElseThrow();
  }

  private static String endpoint(FileStore store) {
    return client(store).serviceClientConfiguration().endpointOverride().map(URI::toString).get();
  }

  private static String region(FileStore store) {
    return client(store).serviceClientConfiguration().region().id();
  }

  @Test
  void aUriNamesBucketAndPrefix() {
    withUri("s3://bucket", store -> assertThat(store).hasToString("Observed(S3(s3://bucket))"));
    withUri("s3://bucket/", store -> assertThat(store).hasToString("Observed(S3(s3://bucket))"));
    withUri(
        "s3://bucket/a/b%20c/", s -> assertThat(s).hasToString("Observed(S3(s3://bucket/a/b c))"));
  }

  @Test
  void theBucketComesFromTheVariableAndThePathWins() {
    with(
        environment("AWS_S3_BUCKET", "one"),
        s -> assertThat(s).hasToString("Observed(S3(s3://one))"));
    with(
        environment("AWS_S3_BUCKET", "one", "FILE_STORE_PATH", "two/p"),
        s -> assertThat(s).hasToString("Observed(S3(s3://two/p))"));
  }

  @Test
  void aMissingBucketNamesTheVariable() {
    assertThatThrownBy(() -> FileStores.fromEnvironment(environment()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("AWS_S3_BUCKET");
  }

  @ParameterizedTest
  @CsvSource({
    "minio:9000,,https://minio:9000",
    "minio:9000,true,https://minio:9000",
    "minio:9000,No,http://minio:9000",
    "http://minio:9000,,https://minio:9000",
    "http://minio:9000,yes,https://minio:9000",
    "https://minio:9000,0,http://minio:9000",
  })
  void theSchemeOfTheEndpointVariableFollowsSecure(String given, String secure, String url) {
    Map<String, String> variables = environment("AWS_S3_BUCKET", "b", "AWS_S3_ENDPOINT", given);
    if (secure != null) {
      variables.put("AWS_S3_SECURE", secure);
    }
    with(variables, store -> assertThat(endpoint(store)).isEqualTo(url));
  }

  @Test
  void theVariablesOfTheAwsToolsNameTheEndpointWhenNothingElseDoes() {
    String tools = "http://tools:9000";
    Map<String, String> variables =
        environment("AWS_S3_BUCKET", "b", "AWS_ENDPOINT_URL", "http://all:1");
    with(variables, store -> assertThat(endpoint(store)).isEqualTo("http://all:1"));
    variables.put("AWS_ENDPOINT_URL_S3", tools);
    with(variables, store -> assertThat(endpoint(store)).isEqualTo(tools));
    variables.put("AWS_S3_ENDPOINT", "minio:9000");
    with(variables, store -> assertThat(endpoint(store)).isEqualTo("https://minio:9000"));
  }

  @Test
  void theSchemeOfAUrisEndpointStays() {
    withUri(
        "s3://b?endpoint=http://localhost:9000",
        store -> assertThat(endpoint(store)).isEqualTo("http://localhost:9000"));
    withUri(
        "s3://b?endpoint=localhost:9000&secure=off",
        store -> assertThat(endpoint(store)).isEqualTo("http://localhost:9000"));
  }

  @Test
  void secureIsABoolean() {
    assertThatThrownBy(
            () ->
                FileStores.fromEnvironment(
                    environment("AWS_S3_BUCKET", "b", "AWS_S3_SECURE", "perhaps")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("AWS_S3_SECURE");
  }

  @Test
  void theRegionIsTheOptionTheEnvironmentOrWithAnEndpointTheUsualOne() {
    withUri("s3://b?region=ap-south-1", s -> assertThat(region(s)).isEqualTo("ap-south-1"));
    withUri("s3://b", store -> assertThat(region(store)).isEqualTo("eu-west-1"));
    FileStoreConfig config =
        FileStoreConfig.builder().uri("s3://b?endpoint=h:1").environment(Map.of()).build();
    try (FileStore store = FileStores.open(config)) {
      assertThat(region(store)).isEqualTo("us-east-1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://b?sse=rot13",
        "s3://b?sse.key-id=k",
        "s3://b?part-size=1MiB",
        "s3://b?endpoint=ftp://h",
        "s3://b?endpoint=http://user:hush@h",
        "s3://b?connections=0",
        "s3://b?ca-file=/no/such/file",
        "s3://b/a/../c",
        "s3://b?access-key=canary-id",
        "s3:",
        "s3:///p",
      })
  void whatCannotWorkIsRefusedBeforeAnyRequest(String uri) {
    assertThatThrownBy(() -> withUri(uri, store -> {}))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageNotContaining("hush")
        .hasMessageNotContaining("canary");
  }

  @Test
  void halfOfTheCredentialsIsRefused() {
    Map<String, String> half = environment("AWS_S3_BUCKET", "b", "AWS_SECRET_ACCESS_KEY", "");
    assertThatThrownBy(() -> FileStores.fromEnvironment(half))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("AWS_SECRET_ACCESS_KEY")
        .hasMessageNotContaining("canary-id");
  }

  @Test
  void aCaFileWithoutCertificatesIsRefused(@TempDir Path folder) throws Exception {
    Path empty = Files.createFile(folder.resolve("ca.pem"));
    assertThatThrownBy(() -> withUri("s3://b?ca-file=" + empty, store -> {}))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("ca-file");
  }

  private static Path state(Path folder, String uri, String... environment) {
    FileStoreConfig.Builder config = FileStoreConfig.builder().option("state", folder.toString());
    return FileStores.assembly(
            (uri.isEmpty() ? config.type("s3") : config.uri(uri))
                .environment(environment(environment))
                .build())
        .settings()
        .stateDirectory();
  }

  @Test
  void bucketsOfTheSameNameOnTwoServersHaveTwoPlacesForTheirState(@TempDir Path folder) {
    Path amazon = state(folder, "s3://data/p");
    Path one = state(folder, "s3://data/p?endpoint=http://localhost:9000");
    Path other = state(folder, "s3://data/p?endpoint=http://localhost:9001");
    Path directory = state(folder, "s3://data/q?endpoint=http://localhost:9001");
    assertThat(Set.of(amazon, one, other, directory)).hasSize(4);
  }

  @Test
  void aBucketHasOnePlaceForItsStateHoweverItIsNamed(@TempDir Path folder) {
    Path one = state(folder, "s3://data/p?endpoint=https://Minio");
    assertThat(state(folder, "s3://data//p/?endpoint=minio:443&region=eu-north-1")).isEqualTo(one);
    assertThat(state(folder, "", "AWS_S3_BUCKET", "data/p", "AWS_S3_ENDPOINT", "minio"))
        .isEqualTo(one);
    assertThat(state(folder, "", "AWS_S3_BUCKET", "data", "AWS_S3_ENDPOINT", "minio"))
        .isNotEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void aStoreFromTheEnvironmentWorks(String crc32) {
    Server server = Proxy.server();
    String bucket = server.newBucket();
    Map<String, String> variables =
        environment(
            "AWS_ACCESS_KEY_ID",
            server.accessKey(),
            "AWS_SECRET_ACCESS_KEY",
            server.secretKey(),
            "AWS_S3_BUCKET",
            bucket,
            "AWS_S3_ENDPOINT",
            server.endpoint().getAuthority(),
            "AWS_S3_SECURE",
            "false",
            "COFFER_CRC32",
            crc32);
    with(
        variables,
        store -> {
          store.write("d/a", "x");
          assertThat(store.readString("d/a")).isEqualTo("x");
        });
  }
}
