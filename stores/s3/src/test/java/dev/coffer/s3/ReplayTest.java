package dev.coffer.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static dev.coffer.s3.WatchedS3.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.coffer.ConfigurationException;
import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.CorruptFileException;
import dev.coffer.DeleteOptions;
import dev.coffer.FileInfo;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses of S3 that no server of these tests sends. */
@Tag("servers")
class ReplayTest {
  private static final String DATE = "Tue, 01 Sep 2026 12:00:00 GMT";
  private static final WriteOptions IF_ABSENT = WriteOptions.DEFAULTS.ifAbsent();

  private final WireMockServer s3 = new WireMockServer(options().dynamicPort());
  private S3FileStore store;

  @BeforeEach
  void open() {
    s3.start();
    store = builder().build();
  }

  private S3Builder builder() {
    return new Server(URI.create(s3.baseUrl()), "canary-id", "canary-secret")
        .in("bucket")
        .retryDeadline(Duration.ofSeconds(2));
  }

  /** For what succeeds when it is made again, however busy the machine is. */
  private S3FileStore patient() {
    return builder().retryDeadline(Duration.ofMinutes(1)).build();
  }

  @AfterEach
  void close() {
    store.close();
    s3.stop();
  }

  private static ResponseDefinitionBuilder stored() {
    return aResponse().withStatus(200).withHeader("ETag", "\"e1\"").withHeader("Date", DATE);
  }

  /** A server that keeps the conditions of a PUT, as the probe sees it. */
  private void honoursConditions() {
    s3.stubFor(put(urlPathMatching(".*/[.]coffer/.*")).atPriority(2).willReturn(stored()));
    s3.stubFor(
        put(urlPathMatching(".*/[.]coffer/.*"))
            .atPriority(1)
            .withHeader("If-None-Match", equalTo("*"))
            .willReturn(error(412, "PreconditionFailed")));
    s3.stubFor(
        any(urlPathMatching(".*/[.]coffer/.*"))
            .atPriority(3)
            .willReturn(aResponse().withStatus(204)));
  }

  @ParameterizedTest
  @CsvSource({
    "403,AccessDenied,dev.coffer.PermissionDeniedException,may not list the bucket",
    "403,SignatureDoesNotMatch,dev.coffer.PermissionDeniedException,credentials",
    "403,RequestTimeTooSkewed,dev.coffer.ConfigurationException,clock",
    "400,ExpiredToken,dev.coffer.PermissionDeniedException,expired",
    "404,NoSuchBucket,dev.coffer.ConfigurationException,'bucket'",
    "404,NoSuchKey,dev.coffer.NotFoundException,NoSuchKey",
    "404,NoSuchPage,dev.coffer.StorageFailureException,'proxy'",
    "503,SlowDown,dev.coffer.ConnectionException,try again later",
    "507,InsufficientStorage,dev.coffer.StorageFullException,quota",
    "400,EntityTooLarge,dev.coffer.UnsupportedFeatureException,larger than this server accepts",
    "400,InvalidArgument,dev.coffer.StorageFailureException,InvalidArgument",
    "501,NotImplemented,dev.coffer.UnsupportedFeatureException,does not support the request",
  })
  void eachAnswerIsItsKindOfErrorWithStatusAndRequest(
      int status, String code, Class<? extends FileStoreException> kind, String hint) {
    s3.stubFor(any(anyUrl()).willReturn(error(status, code)));
    FileStoreException e = assertThrows(kind, () -> store.readBytes("d/a"));
    assertThat(e.getMessage())
        .startsWith("read d/a on s3:bucket: ")
        .contains(hint, "status " + status, code, "REQ7")
        .doesNotContain("canary");
    assertThat(e.isRetryable()).isEqualTo(kind == ConnectionException.class);
  }

  /** A write and a listing need no object that is there, so nothing is missing for them. */
  @Test
  void aNotFoundWithoutAWordIsNoAbsentFileForWhatNeedsNone() {
    s3.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404)));
    List<Executable> calls = List.of(() -> store.write("a", "x"), () -> store.list("d"));
    for (Executable call : calls) {
      StorageFailureException e = assertThrows(StorageFailureException.class, call);
      assertThat(e).hasMessageContaining("not one of S3");
    }
  }

  /** Not even if an object is named, or a page of another server is sent. */
  @Test
  void nothingIsMissingForWhatNeedsNoObject() {
    byte[] large = new byte[9 << 20];
    List<Executable> calls =
        List.of(
            () -> store.write("a", "x"),
            () -> store.write("a", large),
            () -> store.list("d"),
            () -> store.deleteDirectory("d"),
            () -> store.deleteAll(List.of("a", "b")),
            () -> store.deleteFile("a", DeleteOptions.DEFAULTS.ifMatch("e1")));
    for (ResponseDefinitionBuilder answer :
        List.of(
            aResponse().withStatus(404),
            aResponse().withStatus(404).withBody("<html>no such page</html>"),
            error(404, "NoSuchKey"))) {
      s3.stubFor(any(anyUrl()).willReturn(answer));
      for (Executable call : calls) {
        StorageFailureException e = assertThrows(StorageFailureException.class, call);
        assertThat(e).hasMessageContaining("not one of S3");
      }
    }
  }

  @Test
  void aBusyServerIsAskedAgain() {
    s3.stubFor(
        get(anyUrl())
            .inScenario("s")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(error(503, "SlowDown"))
            .willSetStateTo("calm"));
    s3.stubFor(
        get(anyUrl())
            .inScenario("s")
            .whenScenarioStateIs("calm")
            .willReturn(
                stored()
                    .withHeader("Last-Modified", DATE)
                    .withHeader("Content-Length", "1")
                    .withBody("x")));
    try (S3FileStore patient = patient()) {
      assertThat(patient.readString("a")).isEqualTo("x");
    }
  }

  @Test
  void anotherRegionIsNamed() {
    s3.stubFor(
        any(anyUrl())
            .willReturn(
                error(301, "PermanentRedirect").withHeader("x-amz-bucket-region", "eu-north-1")));
    ConfigurationException e =
        assertThrows(ConfigurationException.class, () -> store.write("a", "x"));
    assertThat(e).hasMessageContaining("set region=eu-north-1");
    assertThrows(ConfigurationException.class, () -> store.stat("a"));
  }

  /** Amazon's answer to a HEAD that is signed for another region is 400 without a word. */
  @Test
  void aHeadNamesAnotherRegionToo() {
    refusesHeads("eu-west-3");
    ConfigurationException e = assertThrows(ConfigurationException.class, () -> store.stat("a"));
    assertThat(e).hasMessageContaining("set region=eu-west-3");
    refusesHeads("us-east-1");
    assertThrows(StorageFailureException.class, () -> store.stat("a"));
  }

  private void refusesHeads(String region) {
    s3.stubFor(
        head(anyUrl())
            .willReturn(aResponse().withStatus(400).withHeader("x-amz-bucket-region", region)));
  }

  @Test
  void aHeadDistinguishesAMissingBucketFromAMissingFile() {
    s3.stubFor(head(anyUrl()).willReturn(aResponse().withStatus(404)));
    assertThrows(ConfigurationException.class, () -> store.exists("a"));
    s3.stubFor(head(urlPathEqualTo("/bucket")).willReturn(aResponse().withStatus(200)));
    assertThat(store.exists("a")).isFalse();
  }

  @Test
  void anUnreachableServerIsAConnectionErrorWithItsName() {
    try (S3FileStore away = builder().endpoint("http://localhost:1").build()) {
      ConnectionException e = assertThrows(ConnectionException.class, () -> away.exists("a"));
      assertThat(e).hasMessageContaining("http://localhost:1");
      assertThat(e.isRetryable()).isTrue();
    }
  }

  @Test
  void thePathOfAnEndpointIsNotShown() {
    String url = "http://localhost:1";
    try (S3FileStore other =
        builder().endpoint(url + "/hush").retryDeadline(Duration.ofMillis(1)).build()) {
      ConnectionException e = assertThrows(ConnectionException.class, () -> other.exists("a"));
      assertThat(e).hasMessageContaining(url).hasMessageNotContaining("hush");
    }
  }

  @Test
  void anUnknownHostIsAConnectionErrorWithTheEndpoint() {
    try (S3FileStore nowhere =
        S3FileStore.builder("bucket")
            .endpoint("http://no-such-host.invalid:9000")
            .credentials("id", "secret")
            .retryDeadline(Duration.ofMillis(1))
            .build()) {
      ConnectionException e = assertThrows(ConnectionException.class, () -> nowhere.readBytes("a"));
      assertThat(e).hasMessageContaining("the host of http://no-such-host.invalid:9000 is unknown");
      assertThat(e.isRetryable()).isTrue();
    }
  }

  @Test
  void aRacingConditionalWriteIsMadeAgain() {
    honoursConditions();
    s3.stubFor(
        put(urlPathEqualTo("/bucket/a"))
            .inScenario("s")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(error(409, "ConditionalRequestConflict"))
            .willSetStateTo("next"));
    s3.stubFor(
        put(urlPathEqualTo("/bucket/a"))
            .inScenario("s")
            .whenScenarioStateIs("next")
            .willReturn(stored()));
    try (S3FileStore patient = patient()) {
      FileInfo written = patient.write("a", new byte[] {1}, IF_ABSENT);
      assertThat(written.etag()).isEqualTo("e1");
      assertThat(written.metadata()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {304, 409, 412})
  void anAnswerToAConditionThatThereWasNotIsAFailure(int status) {
    s3.stubFor(get(urlPathEqualTo("/bucket/a")).willReturn(aResponse().withStatus(status)));
    FileStoreException e = assertThrows(StorageFailureException.class, () -> store.readBytes("a"));
    assertThat(e).hasMessageContaining(Integer.toString(status));
  }

  @Test
  void aConditionThatNobodySetIsAFailureOfEveryRequest() {
    s3.stubFor(any(anyUrl()).willReturn(error(412, "PreconditionFailed")));
    List<Executable> calls =
        List.of(
            () -> store.stat("a"),
            () -> store.list("d"),
            () -> store.write("a", "x"),
            () -> store.write("a", new byte[9 << 20]),
            () -> store.copy("a", "b"),
            () -> store.deleteFile("a"),
            () -> store.deleteAll(List.of("a", "b")),
            () -> store.deleteDirectory("d"));
    for (Executable call : calls) {
      StorageFailureException e = assertThrows(StorageFailureException.class, call);
      assertThat(e).hasMessageContaining("the request has none; status 412");
    }
  }

  @ParameterizedTest
  @CsvSource({"412,PreconditionFailed", "404,NoSuchKey"})
  void aCompletionWithoutAConditionMeetsNoConflict(int status, String code) {
    s3.stubFor(
        post(urlPathEqualTo("/bucket/large"))
            .willReturn(
                aResponse()
                    .withBody(
                        "<InitiateMultipartUploadResult><UploadId>u</UploadId>"
                            + "</InitiateMultipartUploadResult>")));
    s3.stubFor(put(urlPathEqualTo("/bucket/large")).willReturn(stored()));
    s3.stubFor(
        post(urlPathEqualTo("/bucket/large"))
            .withQueryParam("uploadId", equalTo("u"))
            .willReturn(error(status, code)));
    s3.stubFor(head(anyUrl()).willReturn(aResponse().withStatus(404)));
    assertThrows(StorageFailureException.class, () -> store.write("large", new byte[9 << 20]));
  }

  /** The page of a portal, whose etag says only that its content is much the same. */
  @Test
  void aWriteThatIsAnsweredByAPageIsNotDone() {
    s3.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse().withHeader("ETag", "W/\"5f\"").withBody("<html>log in</html>")));
    ConnectionException e = assertThrows(ConnectionException.class, () -> store.write("a", "x"));
    assertThat(e).hasMessageContaining("does not show whether the request was carried out");
  }

  /** A gateway may be told to answer a write with another success. */
  @Test
  void aWriteThatIsAnsweredByAnotherSuccessIsLookedAt() {
    s3.stubFor(put(anyUrl()).willReturn(stored().withStatus(204)));
    s3.stubFor(head(anyUrl()).willReturn(aResponse().withStatus(404)));
    assertThrows(ConnectionException.class, () -> store.write("a", "12345"));
    s3.stubFor(head(anyUrl()).willReturn(WatchedS3.file()));
    assertThat(store.write("a", "12345").etag()).isEqualTo("e1");
    assertThrows(ConnectionException.class, () -> store.write("a", "1234"));
    s3.stubFor(
        head(anyUrl())
            .willReturn(
                aResponse()
                    .withHeader("ETag", "\"e2\"")
                    .withHeader("Last-Modified", DATE)
                    .withHeader("Content-Length", "5")));
    assertThrows(ConnectionException.class, () -> store.write("a", "12345"));
  }

  @Test
  void aPlainConflictIsNotLookedAt() {
    honoursConditions();
    s3.stubFor(put(urlPathEqualTo("/bucket/a")).willReturn(error(412, "PreconditionFailed")));
    assertThrows(ConflictException.class, () -> store.write("a", new byte[] {1}, IF_ABSENT));
    s3.verify(0, headRequestedFor(anyUrl()));
  }

  @Test
  void aServerThatIgnoresAConditionIsNeverBelieved() {
    s3.stubFor(any(anyUrl()).willReturn(stored()));
    assertThrows(
        UnsupportedFeatureException.class, () -> store.write("a", new byte[] {1}, IF_ABSENT));
    s3.verify(0, putRequestedFor(urlPathEqualTo("/bucket/a")));
  }

  @Test
  void encryptionIsSentWithEveryWrite() {
    s3.stubFor(put(anyUrl()).willReturn(stored()));
    s3.stubFor(post(anyUrl()).willReturn(error(403, "AccessDenied")));
    try (S3FileStore kms =
        builder().encryption("aws:kms", "key-7", true).storageClass("STANDARD_IA").build()) {
      kms.write("a", "x");
      assertThrows(PermissionDeniedException.class, () -> kms.write("large", new byte[9 << 20]));
    }
    s3.verify(
        putRequestedFor(urlPathEqualTo("/bucket/a"))
            .withHeader("x-amz-server-side-encryption", equalTo("aws:kms"))
            .withHeader("x-amz-server-side-encryption-aws-kms-key-id", equalTo("key-7"))
            .withHeader("x-amz-server-side-encryption-bucket-key-enabled", equalTo("true"))
            .withHeader("x-amz-storage-class", equalTo("STANDARD_IA"))
            .withoutHeader("Expect"));
    s3.verify(
        postRequestedFor(urlPathEqualTo("/bucket/large"))
            .withHeader("x-amz-server-side-encryption-aws-kms-key-id", equalTo("key-7")));
  }

  /** Of 300,000 bytes, which are a stream, or of few, which are read whole. */
  @ParameterizedTest
  @ValueSource(ints = {5, 300_000})
  void bytesThatDoNotHaveTheChecksumOfTheServerAreNoFile(int size) {
    s3.stubFor(
        get(anyUrl())
            .willReturn(
                stored()
                    .withHeader("Last-Modified", DATE)
                    .withHeader("Content-Length", Integer.toString(size))
                    .withHeader("x-amz-checksum-crc32", "AAAAAA==")
                    .withBody(new byte[size])));
    CorruptFileException e = assertThrows(CorruptFileException.class, () -> store.readBytes("a"));
    assertThat(e).hasMessageStartingWith("read a on s3:bucket: ");
  }

  @Test
  void aFullStoreSaysSo() {
    s3.stubFor(put(anyUrl()).willReturn(error(507, "InsufficientStorage")));
    assertThrows(StorageFullException.class, () -> store.write("a", "x"));
    s3.stubFor(get(anyUrl()).willReturn(error(404, "NoSuchKey")));
    assertThrows(NotFoundException.class, () -> store.readBytes("a"));
  }

  /** A server as the Ceph gateway of old: it keeps conditions on a PUT and not on parts. */
  private void honoursConditionsOnPutAlone() {
    honoursConditions();
    s3.stubFor(
        post(urlPathMatching(".*/[.]coffer/.*"))
            .atPriority(1)
            .willReturn(
                aResponse()
                    .withBody(
                        "<InitiateMultipartUploadResult><UploadId>u</UploadId>"
                            + "</InitiateMultipartUploadResult>")));
    s3.stubFor(put(urlPathEqualTo("/bucket/large")).willReturn(stored()));
  }

  @Test
  void largeContentThatCanBeOpenedAgainGoesInOnePutWherePartsKeepNoCondition() {
    honoursConditionsOnPutAlone();
    byte[] bytes = new byte[9 << 20];
    bytes[bytes.length - 1] = 7;
    FileInfo written = store.write("large", bytes, IF_ABSENT);
    assertThat(written.size()).isEqualTo(bytes.length);
    assertThat(s3.findAll(putRequestedFor(urlPathEqualTo("/bucket/large"))))
        .hasSize(1)
        .allSatisfy(request -> assertThat(request.getBody()).isEqualTo(bytes))
        .allSatisfy(request -> assertThat(request.getHeader("If-None-Match")).isEqualTo("*"));
  }

  @Test
  void largeContentThatCannotBeOpenedAgainIsRefusedThere() {
    honoursConditionsOnPutAlone();
    Content once = Content.of(new ByteArrayInputStream(new byte[9 << 20]));
    assertThrows(UnsupportedFeatureException.class, () -> store.write("large", once, IF_ABSENT));
    s3.verify(0, putRequestedFor(urlPathEqualTo("/bucket/large")));
    s3.verify(0, postRequestedFor(urlPathEqualTo("/bucket/large")));
  }

  @Test
  void anotherRegionThatIsNotNamedIsStillSaid() {
    s3.stubFor(any(anyUrl()).willReturn(error(301, "PermanentRedirect")));
    ConfigurationException e =
        assertThrows(ConfigurationException.class, () -> store.readBytes("a"));
    assertThat(e).hasMessageContaining("another region: set the option region");
    s3.stubFor(head(anyUrl()).willReturn(aResponse().withStatus(301)));
    ConfigurationException bare = assertThrows(ConfigurationException.class, () -> store.stat("a"));
    assertThat(bare).hasMessageContaining("another region: set the option region");
  }

  private static String refusal(String key, String code) {
    return "<Error><Key>%s</Key><Code>%s</Code><Message>canary-text</Message></Error>"
        .formatted(key, code);
  }

  @Test
  void everyKeyThatCouldNotBeDeletedIsReported() {
    s3.stubFor(
        post(anyUrl())
            .willReturn(
                aResponse()
                    .withBody(
                        "<DeleteResult>"
                            + refusal("a", "AccessDenied")
                            + refusal("b", "SlowDown")
                            + refusal("c", "NoSuchKey")
                            + refusal("d", "Weird")
                            + "<Deleted><Key>e</Key></Deleted></DeleteResult>")));
    FileStoreException e =
        assertThrows(
            FileStoreException.class, () -> store.deleteAll(List.of("a", "b", "c", "d", "e")));
    assertThat(e.failures())
        .extracting(each -> each.path() + " " + each.getClass().getSimpleName())
        .containsExactlyInAnyOrder(
            "a PermissionDeniedException", "b ConnectionException", "d StorageFailureException");
    assertThat(e.failures())
        .allSatisfy(each -> assertThat(each.getMessage()).doesNotContain("canary"));
  }

  @Test
  void withoutBatchesFilesAreDeletedOneByOne() {
    s3.stubFor(post(anyUrl()).willReturn(error(501, "NotImplemented")));
    s3.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(204)));
    store.deleteAll(List.of("a", "b", "c"));
    store.deleteAll(List.of("d", "e"));
    s3.verify(1, postRequestedFor(anyUrl()));
    for (String name : List.of("a", "b", "c", "d", "e")) {
      s3.verify(1, deleteRequestedFor(urlPathEqualTo("/bucket/" + name)));
    }
  }

  private void hasAFileThatCanBeCopied() {
    s3.stubFor(
        head(anyUrl())
            .willReturn(
                stored().withHeader("Last-Modified", DATE).withHeader("Content-Length", "1")));
    s3.stubFor(
        put(anyUrl())
            .willReturn(
                aResponse()
                    .withBody(
                        "<CopyObjectResult><ETag>\"e1\"</ETag>"
                            + "<LastModified>2026-09-01T12:00:00.000Z</LastModified>"
                            + "</CopyObjectResult>")));
  }

  @Test
  void aMoveThatCannotDeleteReportsThatAndLeavesBoth() {
    hasAFileThatCanBeCopied();
    s3.stubFor(delete(anyUrl()).willReturn(error(403, "AccessDenied")));
    FileStoreException e = assertThrows(FileStoreException.class, () -> store.move("a", "b"));
    assertThat(e)
        .hasMessageStartingWith("move a on s3:bucket: ")
        .hasMessageContaining("the copy at b is there")
        .hasMessageContaining("both are left");
    s3.verify(1, putRequestedFor(urlPathEqualTo("/bucket/b")));
    s3.verify(0, deleteRequestedFor(urlPathEqualTo("/bucket/b")));
  }

  @Test
  void encryptionIsSentWithCopies() {
    hasAFileThatCanBeCopied();
    s3.stubFor(post(anyUrl()).willReturn(error(403, "AccessDenied")));
    try (S3FileStore kms = builder().encryption("aws:kms", "key-7", true).build()) {
      kms.copy("a", "b");
    }
    s3.stubFor(
        head(anyUrl())
            .willReturn(
                stored()
                    .withHeader("Last-Modified", DATE)
                    .withHeader("Content-Length", "9999999")));
    try (S3FileStore parts =
        builder().encryption("aws:kms", "key-7", true).largestCopy(6 << 20).build()) {
      assertThrows(PermissionDeniedException.class, () -> parts.copy("a", "c"));
    }
    s3.verify(
        putRequestedFor(urlPathEqualTo("/bucket/b"))
            .withHeader("x-amz-server-side-encryption", equalTo("aws:kms"))
            .withHeader("x-amz-server-side-encryption-aws-kms-key-id", equalTo("key-7"))
            .withHeader("x-amz-server-side-encryption-bucket-key-enabled", equalTo("true")));
    s3.verify(
        postRequestedFor(urlPathEqualTo("/bucket/c"))
            .withHeader("x-amz-server-side-encryption", equalTo("aws:kms"))
            .withHeader("x-amz-server-side-encryption-aws-kms-key-id", equalTo("key-7"))
            .withHeader("x-amz-server-side-encryption-bucket-key-enabled", equalTo("true")));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 429})
  void aCreationWhoseAnswerWasLostAndThatMayNotBeLookedAtIsNoConflict(int look) {
    honoursConditions();
    s3.stubFor(
        put(urlPathEqualTo("/bucket/a"))
            .inScenario("s")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(error(500, "InternalError"))
            .willSetStateTo("made"));
    s3.stubFor(
        put(urlPathEqualTo("/bucket/a"))
            .inScenario("s")
            .whenScenarioStateIs("made")
            .willReturn(error(412, "PreconditionFailed")));
    s3.stubFor(head(urlPathEqualTo("/bucket/a")).willReturn(aResponse().withStatus(look)));
    s3.stubFor(put(urlPathEqualTo("/bucket/first")).willReturn(stored()));
    try (S3FileStore other = builder().retryDeadline(Duration.ofSeconds(5)).build()) {
      other.write("first", new byte[1], IF_ABSENT); // finds out about conditions
      ConnectionException e =
          assertThrows(ConnectionException.class, () -> other.write("a", new byte[1], IF_ABSENT));
      assertThat(e)
          .hasMessageContaining("the response was lost")
          .hasMessageContaining("status " + look);
    }
  }

  @Test
  void aCopyThatIsAnsweredWithNothingIsLookedAt() {
    s3.stubFor(head(anyUrl()).willReturn(WatchedS3.file()));
    s3.stubFor(put(urlPathEqualTo("/bucket/b")).willReturn(aResponse().withStatus(200)));
    FileInfo copy = store.copy("a", "b");
    assertThat(copy.etag()).isEqualTo("e1");
    assertThat(copy.lastModified()).isAfter(Instant.EPOCH);
  }

  @Test
  void aCopyThatIsNotThereIsNone() {
    s3.stubFor(head(urlPathEqualTo("/bucket/a")).willReturn(WatchedS3.file()));
    s3.stubFor(head(urlPathEqualTo("/bucket/b")).willReturn(aResponse().withStatus(404)));
    s3.stubFor(put(urlPathEqualTo("/bucket/b")).willReturn(aResponse().withStatus(200)));
    assertThrows(ConnectionException.class, () -> store.copy("a", "b"));
  }

  @Test
  void aListingThatIsEncodedWrongIsAnError() {
    String page =
        "<ListBucketResult><Name>bucket</Name><EncodingType>url</EncodingType>"
            + "<Contents><Key>a%zz</Key><Size>1</Size></Contents></ListBucketResult>";
    s3.stubFor(get(anyUrl()).willReturn(aResponse().withBody(page)));
    assertThrows(StorageFailureException.class, () -> store.list(""));
  }

  @Test
  void aRefusedHeadRequestMayMeanThatTheCredentialsAreWrong() {
    s3.stubFor(head(anyUrl()).willReturn(aResponse().withStatus(403)));
    assertThat(assertThrows(PermissionDeniedException.class, () -> store.exists("a")))
        .hasMessageContaining("or they are wrong");
  }
}
