package dev.coffer.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.config.FileStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that the AWS tools keep in profiles; each in a process that has no others. */
@Tag("one-jdk")
class ProfileTest {
  private static final String PROFILES =
      """
      [profile base]
      aws_access_key_id = base-id
      aws_secret_access_key = base-secret
      region = eu-north-1
      [profile role]
      role_arn = arn:aws:iam::123456789012:role/app
      source_profile = base
      region = eu-north-1
      [profile signed-in]
      sso_start_url = https://example.org/start
      sso_region = eu-north-1
      sso_account_id = 123456789012
      sso_role_name = app
      """;
  private static final String ROLE =
      """
      <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
      <Credentials><AccessKeyId>role-id</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey>
      <SessionToken>role-token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
      </Credentials></AssumeRoleResult></AssumeRoleResponse>
      """;

  private final WireMockServer amazon = new WireMockServer(options().dynamicPort());
  @TempDir private Path folder;

  @BeforeEach
  void start() {
    amazon.start();
    amazon.stubFor(post("/").withRequestBody(containing("role%2Fapp")).willReturn(xml(ROLE)));
    amazon.stubFor(
        get(urlPathEqualTo("/bucket/a"))
            .willReturn(
                aResponse()
                    .withHeader("ETag", "\"e\"")
                    .withHeader("Last-Modified", "Tue, 01 Sep 2026 12:00:00 GMT")
                    .withHeader("Content-Length", "5")
                    .withBody("hello")));
  }

  private static ResponseDefinitionBuilder xml(String text) {
    return aResponse().withHeader("Content-Type", "text/xml").withBody(text);
  }

  @AfterEach
  void stop() {
    amazon.stop();
  }

  private String read(String profile) throws Exception {
    Path config = Files.writeString(folder.resolve("config"), PROFILES);
    Map<String, String> environment =
        Map.of(
            "AWS_CONFIG_FILE", config.toString(),
            "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
            "AWS_PROFILE", profile,
            "AWS_ENDPOINT_URL_STS", amazon.baseUrl(),
            "AWS_EC2_METADATA_DISABLED", "true",
            "AWS_ACCESS_KEY_ID", "",
            "AWS_SECRET_ACCESS_KEY", "");
    return Program.runJava(Child.class, List.of(), environment, amazon.baseUrl());
  }

  @Test
  void aProfileHasKeys() throws Exception {
    assertThat(read("base")).endsWith("hello\n");
    amazon.verify(
        getRequestedFor(urlPathEqualTo("/bucket/a"))
            .withHeader("Authorization", containing("Credential=base-id/")));
  }

  @Test
  void aProfileAssumesARole() throws Exception {
    assertThat(read("role")).endsWith("hello\n");
    amazon.verify(
        getRequestedFor(urlPathEqualTo("/bucket/a"))
            .withHeader("Authorization", containing("Credential=role-id/"))
            .withHeader("x-amz-security-token", equalTo("role-token")));
  }

  @Test
  void aProfileThatNeedsAModuleThatIsNotThereReportsThat() throws Exception {
    assertThat(read("signed-in"))
        .contains("the profile needs software.amazon.awssdk:sso on the class path");
  }

  /** Reads one file. */
  static final class Child {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
      try (FileStore store = FileStores.open("s3://bucket?endpoint=" + arguments[0])) {
        System.out.println(store.readString("a"));
      } catch (FileStoreException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
