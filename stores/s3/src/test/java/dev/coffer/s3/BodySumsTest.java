package dev.coffer.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.coffer.s3.WatchedS3.error;
import static dev.coffer.s3.WatchedS3.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.coffer.ConfigurationException;
import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.StorageFailureException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Which sum goes with which body, and who is asked whether it is compared. */
@Tag("bulk")
class BodySumsTest {
  private static final String CRC32 = "x-amz-checksum-crc32";
  private static final String ALGORITHM = "x-amz-checksum-algorithm";
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final String OF_12345 = "y/U6HA==";
  private static final String OF_NOTHING = "AAAAAA==";
  private static final String OF_THE_SECOND_PART = "0gLvjQ==";
  private static final List<String> SIGNED_UPLOAD =
      List.of("POST signed", "PUT signed", "PUT signed", "POST signed");
  private static final RequestPatternBuilder PROBES =
      putRequestedFor(urlPathMatching(".*/[.]coffer/.*"));

  private final WatchedS3 service = new WatchedS3();
  private final WireMockServer s3 = service.http;

  BodySumsTest() {
    takesUploads(s3);
  }

  private static void takesUploads(WireMockServer s3) {
    s3.stubFor(
        post(urlPathMatching(".*"))
            .withQueryParam("uploads", equalTo(""))
            .willReturn(result("Initiate", "<UploadId>u1</UploadId>")));
    s3.stubFor(
        post(urlPathMatching(".*"))
            .withQueryParam("uploadId", equalTo("u1"))
            .willReturn(result("Complete", "<ETag>\"e-2\"</ETag>")));
    s3.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(204)));
  }

  private static ResponseDefinitionBuilder result(String kind, String inner) {
    String name = kind + "MultipartUploadResult";
    return aResponse().withBody("<" + name + ">" + inner + "</" + name + ">");
  }

  @AfterEach
  void close() {
    service.close();
  }

  /** A server that refuses a body with a wrong checksum. */
  private void comparesSums() {
    comparesSums(s3);
  }

  private static void comparesSums(WireMockServer s3) {
    s3.stubFor(
        put(anyUrl())
            .withHeader(CRC32, equalTo(OF_NOTHING))
            .willReturn(error(400, "XAmzContentChecksumMismatch")));
  }

  private static @Nullable String header(LoggedRequest request, String name) {
    return request.header(name).isPresent() ? request.header(name).firstValue() : null;
  }

  private List<LoggedRequest> made(RequestPatternBuilder requests, String path) {
    return made(s3, requests, path);
  }

  private static List<LoggedRequest> made(
      WireMockServer s3, RequestPatternBuilder requests, String path) {
    return s3.findAll(requests).stream().filter(each -> each.getUrl().startsWith(path)).toList();
  }

  private static ByteArrayInputStream large() {
    return new ByteArrayInputStream(new byte[S3Limits.SMALLEST_PART + 1]);
  }

  /** A client of Amazon's own S3, whose requests come here. */
  private S3Client amazon() {
    SdkHttpClient apache = ApacheHttpClient.create();
    URI here = URI.create(s3.baseUrl());
    SdkHttpClient redirected =
        new SdkHttpClient() {
          @Override
          public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return apache.prepareRequest(
                HttpExecuteRequest.builder()
                    .request(
                        request.httpRequest().toBuilder()
                            .protocol("http")
                            .host(here.getHost())
                            .port(here.getPort())
                            .build())
                    .contentStreamProvider(request.contentStreamProvider().orElse(null))
                    .build());
          }

          @Override
          public void close() {
            apache.close();
          }
        };
    return S3Client.builder()
        .httpClient(redirected)
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("canary-id", "canary")))
        .build();
  }

  @Test
  void amazonReceivesACrc32BeforeTheBody() {
    try (S3Client client = amazon();
        S3FileStore store = S3FileStore.builder("bucket").client(client).build()) {
      store.write("a", "12345");
      LoggedRequest put = made(putRequestedFor(anyUrl()), "/a").get(0);
      assertThat(header(put, CRC32)).isEqualTo(OF_12345);
      assertThat(header(put, "x-amz-content-sha256")).isEqualTo(UNSIGNED);
      assertThat(header(put, "Content-MD5")).isNull();
      assertThat(put.getBodyAsString()).isEqualTo("12345");
    }
    assertThat(s3.findAll(PROBES)).isEmpty();
  }

  /** An upload that was not begun for a sum may refuse it with a part, and a part without it. */
  @Test
  void amazonReceivesTheChecksumAlgorithmAtTheStartAndTheEndOfAnUpload() {
    try (S3Client client = amazon();
        S3FileStore store =
            S3FileStore.builder("bucket").client(client).partSize(S3Limits.SMALLEST_PART).build()) {
      store.write("large", large());
    }
    List<LoggedRequest> posts = made(postRequestedFor(anyUrl()), "/large");
    assertThat(header(posts.get(0), ALGORITHM)).isEqualTo("CRC32");
    List<LoggedRequest> parts = made(putRequestedFor(anyUrl()), "/large");
    assertThat(parts)
        .hasSize(2)
        .allSatisfy(part -> assertThat(header(part, CRC32)).isNotNull())
        .anySatisfy(part -> assertThat(header(part, CRC32)).isEqualTo(OF_THE_SECOND_PART));
    for (LoggedRequest part : parts) {
      assertThat(posts.get(1).getBodyAsString())
          .contains("<ChecksumCRC32>" + header(part, CRC32) + "</ChecksumCRC32>");
    }
  }

  /** As where a server keeps no conditions on an upload in parts. */
  @Test
  void aLargeContentThatGoesInOneRequestIsReadForItsSumBefore() {
    Content content = Content.of(new byte[S3Limits.SMALLEST_PART]);
    FilePath path = FilePath.of("a");
    Payload payload = Payload.of(content, BodyChecksum.CRC32, path, "s3:bucket");
    assertThat(payload.crc32()).isEqualTo("yTuzdQ==");
    assertThat(payload.md5()).isNull();
    assertThat(Payload.of(content, BodyChecksum.MD5, path, "s3:bucket").md5())
        .isEqualTo("XzY+DlipXwbL6bvGYsXftg==");
    Content broken =
        new Content() {
          @Override
          public OptionalLong size() {
            return OptionalLong.of(2);
          }

          @Override
          public boolean isRepeatable() {
            return true;
          }

          @Override
          public void writeTo(OutputStream out) throws IOException {
            throw new IOException("broken source");
          }
        };
    StorageFailureException e =
        assertThrows(
            StorageFailureException.class,
            () -> Payload.of(broken, BodyChecksum.CRC32, path, "s3:bucket"));
    assertThat(e).hasMessageContaining("a on s3:bucket").hasRootCauseMessage("broken source");
  }

  private S3FileStore inParts(S3Builder builder) {
    return builder.partSize(S3Limits.SMALLEST_PART).build();
  }

  /** The requests for a file but its first ones, each as its method and its sum. */
  private List<String> sums(String path, int skipped) {
    return made(anyRequestedFor(anyUrl()), path).stream()
        .skip(skipped)
        .map(each -> each.getMethod() + " " + sum(each))
        .toList();
  }

  private static String sum(LoggedRequest request) {
    if (header(request, CRC32) != null || header(request, ALGORITHM) != null) {
      return "crc32";
    }
    return UNSIGNED.equals(header(request, "x-amz-content-sha256")) ? "unsigned" : "signed";
  }

  @Test
  void overHttpTheSignatureIsTheSum() {
    comparesSums();
    try (S3FileStore store = inParts(service.builder().crc32(false))) {
      store.write("large", large());
    }
    assertThat(sums("/bucket/p/large", 0)).isEqualTo(SIGNED_UPLOAD);
    assertThat(made(putRequestedFor(anyUrl()), "/bucket/p/large"))
        .allSatisfy(part -> assertThat(header(part, "Content-MD5")).isNull());
  }

  /** Two requests more, once. */
  @Test
  void theFirstUploadFindsOutThatPartsMayCarryACrc32() {
    comparesSums();
    try (S3FileStore store = inParts(service.builder())) {
      store.write("small", "12345");
      store.write("large", large());
      store.write("next", large());
      store.write("small", "12345");
    }
    List<String> upload = List.of("POST crc32", "PUT crc32", "PUT crc32", "POST signed");
    assertThat(sums("/bucket/p/large", 0))
        .startsWith("POST crc32", "PUT crc32", "PUT crc32")
        .hasSize(2 + upload.size());
    assertThat(sums("/bucket/p/next", 0)).isEqualTo(upload);
    assertThat(sums("/bucket/p/small", 0)).containsExactly("PUT signed", "PUT signed");
    assertThat(made(putRequestedFor(anyUrl()), "/bucket/p/large"))
        .allSatisfy(part -> assertThat(header(part, "x-amz-content-sha256")).isEqualTo(UNSIGNED));
    assertThat(s3.findAll(postRequestedFor(anyUrl())).get(1).getBodyAsString())
        .contains("<ChecksumCRC32>" + OF_THE_SECOND_PART);
    assertThat(s3.findAll(PROBES)).isEmpty();
  }

  /** As Ceph 16 does. */
  @Test
  void aServerThatIgnoresACrc32ReceivesWhatItDidBefore() {
    try (S3FileStore store = inParts(service.builder())) {
      store.write("large", large());
      store.write("next", large());
    }
    assertThat(sums("/bucket/p/large", 0)).startsWith("POST crc32", "PUT crc32", "DELETE unsigned");
    assertThat(sums("/bucket/p/large", 3)).isEqualTo(SIGNED_UPLOAD);
    assertThat(sums("/bucket/p/next", 0)).isEqualTo(SIGNED_UPLOAD);
  }

  /** Some servers know no checksums of parts, and some refuse every one. */
  @ParameterizedTest
  @CsvSource({"POST,400", "POST,403", "POST,501", "PUT,400", "PUT,403", "PUT,405", "PUT,501"})
  void aServerThatRefusesACrc32ReceivesWhatItDidBefore(String method, int status) {
    s3.stubFor(
        request(method, anyUrl())
            .atPriority(1)
            .withHeader(method.equals("POST") ? ALGORITHM : CRC32, matching(".+"))
            .willReturn(error(status, "NotImplemented")));
    s3.stubFor(delete(anyUrl()).atPriority(1).willReturn(error(501, "NotImplemented")));
    try (S3FileStore store = inParts(service.builder())) {
      store.write("large", large());
      store.write("next", large());
    }
    List<String> first = sums("/bucket/p/large", 0);
    assertThat(first.subList(first.size() - 4, first.size())).isEqualTo(SIGNED_UPLOAD);
    assertThat(sums("/bucket/p/next", 0)).isEqualTo(SIGNED_UPLOAD);
  }

  @Test
  void aServerInTroubleIsAskedAgainByTheNextUpload() {
    comparesSums();
    StubMapping trouble =
        s3.stubFor(
            put(anyUrl())
                .atPriority(1)
                .withHeader(CRC32, matching(".+"))
                .willReturn(error(503, "SlowDown")));
    try (S3FileStore store = inParts(service.builder().retryDeadline(Duration.ofMillis(10)))) {
      store.write("large", large());
      s3.removeStub(trouble);
      store.write("next", large());
    }
    List<String> first = sums("/bucket/p/large", 0);
    assertThat(first.subList(first.size() - 4, first.size())).isEqualTo(SIGNED_UPLOAD);
    assertThat(sums("/bucket/p/next", 0)).startsWith("POST crc32").doesNotContain("PUT signed");
  }

  @Test
  void uploadsThatBeginAtOnceMakeOneTest() {
    comparesSums();
    try (S3FileStore store = inParts(service.builder())) {
      List<CompletableFuture<FileInfo>> uploads =
          IntStream.range(0, 4)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> store.write("at/" + i, large())))
              .toList();
      uploads.forEach(CompletableFuture::join);
    }
    assertThat(made(putRequestedFor(anyUrl()), "/bucket/p/at/")).hasSize(2 + 4 * 2);
    assertThat(sums("/bucket/p/at/", 0)).doesNotContain("PUT signed");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "http://localhost:9000,-,NONE,CRC32",
        "http://127.0.0.1:9000,false,NONE,NONE",
        "http://10.0.0.1:9000,-,NONE,NONE",
        "http://minio_1:9000,-,NONE,NONE",
        "http://10.0.0.1:9000,true,CRC32,CRC32",
        "https://s3.example.org,-,MD5,CRC32",
        "https://s3.example.org,false,MD5,MD5",
        "https://s3.example.org,true,CRC32,CRC32",
      })
  void withoutTlsASignatureIsGivenUpOnThisMachineAlone(
      URI server, @Nullable Boolean option, BodyChecksum whole, BodyChecksum parts) {
    assertThat(BodyChecksums.of(server, option, Optional.empty()))
        .isEqualTo(new BodyChecksums(whole, parts));
  }

  /** A proxy is somebody on the way. */
  @Test
  void aSignatureIsNotGivenUpThroughAProxy() {
    URI here = URI.create("http://localhost:9000");
    ProxyConfiguration.Builder proxy =
        ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariableValues(false)
            .endpoint(URI.create("http://proxy.example.org:3128"));
    assertThat(BodyChecksums.of(here, null, S3ProxyRoutes.of(proxy.build(), "s3")).parts())
        .isEqualTo(BodyChecksum.NONE);
    ProxyConfiguration bypassed = proxy.nonProxyHosts(Set.of("localhost")).build();
    assertThat(BodyChecksums.of(here, null, S3ProxyRoutes.of(bypassed, "s3")).parts())
        .isEqualTo(BodyChecksum.CRC32);
  }

  /**
   * What is sent for two small files, of which the second at least goes past the SDK, and a large.
   */
  private static List<LoggedRequest> bodies(WireMockServer s3, S3Builder builder) {
    try (S3FileStore store = builder.partSize(S3Limits.SMALLEST_PART).build()) {
      store.write("a", "12345");
      store.write("a", "12345");
      store.write("large", large());
    }
    return made(s3, putRequestedFor(anyUrl()), "/bucket/p/");
  }

  @Test
  void overHttpsAnotherServerReceivesTheMd5() throws Exception {
    Authority authority = Authority.get();
    try (WatchedS3 secure = new WatchedS3(authority)) {
      takesUploads(secure.http);
      S3Builder builder =
          secure
              .builder()
              .endpoint("https://127.0.0.1:" + secure.http.httpsPort())
              .caFile(authority.certificate())
              .crc32(false);
      assertThat(bodies(secure.http, builder))
          .hasSize(4)
          .allSatisfy(
              body -> {
                assertThat(header(body, "Content-MD5")).isNotNull();
                assertThat(header(body, CRC32)).isNull();
                assertThat(header(body, "x-amz-content-sha256")).isEqualTo(UNSIGNED);
              });
      assertThat(secure.writes()).containsExactly(3, 1);
      assertThat(made(secure.http, putRequestedFor(anyUrl()), "/bucket/p/a"))
          .hasSize(2)
          .allSatisfy(
              body ->
                  assertThat(header(body, "Content-MD5")).isEqualTo("gnzLDuqKcGxMNKFokfhOew=="));
    }
  }

  @Test
  void overHttpsPartsMayCarryACrc32InsteadOfAnMd5() throws Exception {
    Authority authority = Authority.get();
    try (WatchedS3 secure = new WatchedS3(authority)) {
      takesUploads(secure.http);
      comparesSums(secure.http);
      S3Builder builder =
          secure
              .builder()
              .endpoint("https://127.0.0.1:" + secure.http.httpsPort())
              .caFile(authority.certificate());
      assertThat(bodies(secure.http, builder))
          .hasSize(6)
          .allSatisfy(
              body -> {
                boolean isPart = body.getUrl().startsWith("/bucket/p/large");
                assertThat(header(body, CRC32) != null).isEqualTo(isPart);
                assertThat(header(body, "Content-MD5") == null).isEqualTo(isPart);
              });
    }
  }

  @Test
  void aServerThatComparesCrc32IsAskedOnceAndGetsBodiesUnsigned() {
    comparesSums();
    List<LoggedRequest> bodies = bodies(s3, service.builder().crc32(true));
    assertThat(service.writes().get(1)).isEqualTo(2);
    assertThat(s3.findAll(PROBES)).hasSize(2);
    assertThat(bodies)
        .hasSize(6)
        .allSatisfy(
            body -> {
              assertThat(header(body, CRC32)).isNotNull();
              assertThat(header(body, "Content-MD5")).isNull();
              assertThat(header(body, "x-amz-content-sha256")).isEqualTo(UNSIGNED);
            });
    assertThat(made(putRequestedFor(anyUrl()), "/bucket/p/a"))
        .allSatisfy(body -> assertThat(header(body, CRC32)).isEqualTo(OF_12345));
    List<LoggedRequest> posts = s3.findAll(postRequestedFor(anyUrl()));
    assertThat(header(posts.get(0), ALGORITHM)).isEqualTo("CRC32");
    assertThat(header(posts.get(1), "x-amz-content-sha256")).hasSize(64);
    assertThat(posts.get(1).getBodyAsString()).contains("<ChecksumCRC32>" + OF_THE_SECOND_PART);
  }

  @Test
  void aServerThatComparesNoCrc32GetsNoBody() {
    try (S3FileStore store = service.builder().crc32(true).build()) {
      for (int i = 0; i < 2; i++) {
        ConfigurationException e =
            assertThrows(ConfigurationException.class, () -> store.write("a", "12345"));
        assertThat(e).hasMessageContaining("write a on s3:bucket").hasMessageContaining("crc32");
      }
    }
    assertThat(s3.findAll(PROBES)).hasSize(2);
    assertThat(made(putRequestedFor(anyUrl()), "/bucket/p/a")).isEmpty();
  }

  @Test
  void aServerInTroubleIsAskedAgain() {
    s3.stubFor(any(anyUrl()).atPriority(1).willReturn(error(503, "SlowDown")));
    try (S3FileStore store =
        service.builder().crc32(true).retryDeadline(Duration.ofMillis(10)).build()) {
      assertThrows(ConnectionException.class, () -> store.write("a", "12345"));
      s3.stubFor(put(anyUrl()).atPriority(1).willReturn(written()));
      s3.stubFor(
          put(anyUrl())
              .atPriority(1)
              .withHeader(CRC32, equalTo(OF_NOTHING))
              .willReturn(error(400, "BadDigest")));
      assertThat(store.write("a", "12345").etag()).isEqualTo("e1");
    }
  }
}
