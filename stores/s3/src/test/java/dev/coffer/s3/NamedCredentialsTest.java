package dev.coffer.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import dev.coffer.config.NamedStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Named stores side by side, each with the credentials of an account of its own. */
class NamedCredentialsTest {
  private final WireMockServer amazon = new WireMockServer(options().dynamicPort());
  @TempDir private Path folder;

  @BeforeEach
  void start() {
    amazon.start();
    amazon.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withHeader("ETag", "\"e\"")
                    .withHeader("Last-Modified", "Tue, 01 Sep 2026 12:00:00 GMT")
                    .withHeader("Content-Length", "5")
                    .withBody("hello")));
  }

  @AfterEach
  void stop() {
    amazon.stop();
  }

  /** The environment has the credentials of a third account. */
  private Map<String, String> stores(String... lines) throws IOException {
    Path file = folder.resolve("stores.properties");
    String server = "?region=eu-west-1&endpoint=" + amazon.baseUrl();
    Files.writeString(file, String.join("\n", lines).replace("?server", server));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Map<String, String> environment = new HashMap<>();
    environment.put("COFFER_CONFIG", file.toString());
    environment.put("AWS_ACCESS_KEY_ID", "global-id");
    environment.put("AWS_SECRET_ACCESS_KEY", "global-secret");
    environment.put("AWS_SESSION_TOKEN", "global-token");
    environment.put("COFFER_STATE", folder.toString());
    return environment;
  }

  private static RequestPatternBuilder requests(String path, String id) {
    return anyRequestedFor(urlPathEqualTo(path))
        .withHeader("Authorization", containing("Credential=" + id + "/"));
  }

  @Test
  void eachStoreSignsWithItsOwnCredentialsAndNeverWithAPartOfOthers() throws IOException {
    Map<String, String> environment =
        stores(
            "stores.one.uri=s3://one?server",
            "stores.one.access-key=one-id",
            "stores.one.secret-key=one-secret",
            "stores.other.uri=s3://other?server",
            "stores.other.access-key=other-id",
            "stores.other.secret-key=other-secret",
            "stores.other.session-token=other-token");
    try (FileStore one = FileStores.named("one", environment);
        FileStore other = FileStores.named("other", environment)) {
      assertThat(one.readString("a")).isEqualTo("hello");
      assertThat(other.readString("a")).isEqualTo("hello");
      assertThat(one.readString("b")).isEqualTo("hello");
    }
    amazon.verify(requests("/one/a", "one-id").withoutHeader("x-amz-security-token"));
    amazon.verify(requests("/one/b", "one-id").withoutHeader("x-amz-security-token"));
    amazon.verify(
        requests("/other/a", "other-id")
            .withHeader("x-amz-security-token", equalTo("other-token")));
  }

  @Test
  void aStoreWithoutCredentialsHasThoseOfTheEnvironment() throws IOException {
    Map<String, String> environment = stores("stores.one.uri=s3://one?server");
    try (FileStore one = FileStores.named("one", environment)) {
      assertThat(one.readString("a")).isEqualTo("hello");
    }
    amazon.verify(
        requests("/one/a", "global-id")
            .withHeader("x-amz-security-token", equalTo("global-token")));
  }

  @Test
  void aMissingHalfIsNotTakenFromTheEnvironment() throws IOException {
    for (String half : new String[] {"access-key", "secret-key", "session-token"}) {
      Map<String, String> environment =
          stores("stores.one.uri=s3://one?server", "stores.one." + half + "=canary");
      assertThatThrownBy(() -> FileStores.named("one", environment))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("open on @one")
          .hasMessageContaining(half + " (" + environment.get("COFFER_CONFIG") + ":2) is given")
          .hasMessageContaining("give it in the same place")
          .hasMessageNotContaining("canary")
          .hasMessageNotContaining("global");
    }
  }

  @Test
  void aTokenWithOneKeyNamesTheOther() throws IOException {
    Map<String, String> environment =
        stores(
            "stores.one.uri=s3://one?server",
            "stores.one.session-token=canary",
            "stores.one.access-key=canary");
    assertThatThrownBy(() -> FileStores.named("one", environment))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(":3) is given and secret-key is not")
        .hasMessageNotContaining("canary");
  }

  @Test
  void aTokenThatIsLeftOverInTheEnvironmentIsIgnoredAsByOtherTools() throws IOException {
    Map<String, String> environment = stores("stores.one.uri=s3://one?server");
    environment.keySet().removeAll(List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"));
    assertThatCode(() -> FileStores.named("one", environment).close()).doesNotThrowAnyException();
  }

  @Test
  void twoAccountsWithABucketOfOneNameHaveTwoPlacesForTheirState() throws IOException {
    NamedStores stores =
        NamedStores.fromEnvironment(
            stores("stores.one.uri=s3://data?server", "stores.other.uri=s3://data?server"));
    assertThat(FileStores.settings(stores.config("one")).stateDirectory())
        .isNotEqualTo(FileStores.settings(stores.config("other")).stateDirectory());
  }

  @Test
  void aFileOfCertificatesThatCannotBeReadIsNamedWithTheLine() throws IOException {
    Map<String, String> environment =
        stores("stores.one.uri=s3://one?server", "stores.one.ca-file=/none/ca.pem");
    assertThatThrownBy(() -> FileStores.named("one", environment))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("open on @one")
        .hasMessageContaining("/none/ca.pem")
        .hasMessageContaining(environment.get("COFFER_CONFIG") + ":2");
  }
}
