package dev.coffer.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.coffer.ConnectionException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Successful responses that do not answer the request, as captive portals and incomplete
 * implementations send them.
 */
class UntoldSuccessesTest {
  private static final String PORTAL = "<html><body>Please log in</body></html>";
  private static final int SIZE = 6 << 20;

  private final WireMockServer s3 = new WireMockServer(options().dynamicPort());
  private S3FileStore store;

  @BeforeEach
  void open() {
    s3.start();
    store = in(URI.create(s3.baseUrl()));
  }

  private static S3FileStore in(URI endpoint) {
    return new Server(endpoint, "canary-id", "canary-secret")
        .in("bucket")
        .retryDeadline(Duration.ofSeconds(2))
        .build();
  }

  @AfterEach
  void close() {
    store.close();
    s3.stop();
  }

  private static ResponseDefinitionBuilder look(long size, String etag) {
    return aResponse()
        .withHeader("ETag", etag)
        .withHeader("Last-Modified", "Tue, 01 Sep 2026 12:00:00 GMT")
        .withHeader("Content-Length", Long.toString(size));
  }

  private void has(String path, long size, String etag) {
    s3.stubFor(head(urlPathEqualTo("/bucket/" + path)).willReturn(look(size, etag)));
  }

  private void completesWith(String body) {
    s3.stubFor(
        post(anyUrl())
            .withQueryParam("uploads", matching(".*"))
            .willReturn(
                aResponse()
                    .withBody(
                        "<InitiateMultipartUploadResult><UploadId>u</UploadId>"
                            + "</InitiateMultipartUploadResult>")));
    s3.stubFor(put(anyUrl()).willReturn(aResponse().withHeader("ETag", "\"p\"")));
    s3.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(204)));
    s3.stubFor(
        post(anyUrl())
            .withQueryParam("uploadId", matching(".*"))
            .willReturn(aResponse().withBody(body)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", PORTAL})
  void anOlderFileIsNotTakenForTheOneThatWasSentInParts(String body) {
    completesWith(body);
    has("a", SIZE * 2L, "\"old\"");
    ConnectionException e =
        assertThrows(ConnectionException.class, () -> store.write("a", new byte[SIZE * 2]));
    assertThat(e).hasMessageContaining("does not show whether the request was carried out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", PORTAL})
  void aMoveWhoseCopyIsNotShownLeavesTheSource(String body) {
    has("a", 5, "\"e1\"");
    has("b", 5, "\"other\"");
    s3.stubFor(put(anyUrl()).willReturn(aResponse().withBody(body)));
    s3.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(204)));
    assertThrows(ConnectionException.class, () -> store.move("a", "b"));
    s3.verify(0, deleteRequestedFor(anyUrl()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", PORTAL})
  void aDeletionThatIsNotShownIsNone(String body) {
    has("a", 5, "\"e1\"");
    has("b", 5, "\"e1\"");
    s3.stubFor(delete(anyUrl()).willReturn(aResponse().withBody(body)));
    s3.stubFor(post(anyUrl()).willReturn(aResponse().withBody(body)));
    assertThrows(ConnectionException.class, () -> store.deleteFile("a"));
    assertThrows(FileStoreException.class, () -> store.deleteAll(List.of("a", "b")));
  }

  @Test
  void whatTheAnswerToABatchDoesNotNameIsDeletedAlone() {
    s3.stubFor(
        post(anyUrl())
            .willReturn(
                aResponse()
                    .withBody("<DeleteResult><Deleted><Key>b</Key></Deleted></DeleteResult>")));
    s3.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(204)));
    store.deleteAll(List.of("a", "b"));
    s3.verify(1, deleteRequestedFor(anyUrl()));
    s3.verify(1, deleteRequestedFor(urlPathEqualTo("/bucket/a")));
  }

  @Test
  void aDeletionThatIsAnsweredOtherwiseIsBelievedWhenTheFileIsGone() {
    s3.stubFor(head(anyUrl()).willReturn(aResponse().withStatus(404)));
    s3.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(200)));
    store.deleteFile("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "yes", " true ", "false"})
  void aListingContinuesWhereTheServerSays(String truncated) {
    String flag = truncated.isEmpty() ? "" : "<IsTruncated>" + truncated + "</IsTruncated>";
    listsAs(flag + "<NextContinuationToken>t</NextContinuationToken>" + object("a"));
    s3.stubFor(
        get(anyUrl())
            .withQueryParam("continuation-token", equalTo("t"))
            .atPriority(1)
            .willReturn(page(object("b"))));
    assertThat(store.list("")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aListingThatDoesNotLeadOnIsAnError(boolean empty) {
    AtomicInteger token = new AtomicInteger();
    String objects = empty ? "" : object("a") + object("b");
    try (HttpServer server =
            new HttpServer(request -> answer(endless(token.getAndIncrement()) + objects));
        S3FileStore lost = in(server.uri())) {
      assertThrows(StorageFailureException.class, () -> lost.list(""));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Contents><Size>1</Size></Contents>",
        "<Contents><Key>a</Key></Contents>",
        "<Contents><Key>a</Key><Size>-1</Size></Contents>",
        "<Contents><Key>a</Key><Size>99999999999999999999</Size></Contents>",
        "<Contents><Key>a</Key><Size>1</Size><LastModified>x</LastModified></Contents>",
        "<CommonPrefixes/>",
      })
  void aListingThatLacksWhatEveryOneHasIsAnError(String objects) {
    listsAs(objects);
    assertThrows(StorageFailureException.class, () -> store.list(""));
  }

  @ParameterizedTest
  @CsvSource({"bytes 2-4/*", "bytes 2-4/99999999999999999999"})
  void aPartThatDoesNotTellTheSizeOfTheWholeIsReadAllTheSame(String range) throws IOException {
    has("a", 6, "\"e1\"");
    s3.stubFor(
        get(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(206)
                    .withHeader("ETag", "\"e1\"")
                    .withHeader("Content-Range", range)
                    .withBody("345")));
    ReadOptions part = ReadOptions.DEFAULTS.range(2, 3);
    try (OpenedFile file = store.read(FilePath.of("a"), part)) {
      assertThat(file.info().size()).isEqualTo(6);
      assertThat(file.stream().readAllBytes()).asString().isEqualTo("345");
    }
  }

  private static String object(String key) {
    return "<Contents><Key>" + key + "</Key><ETag>e</ETag><Size>1</Size></Contents>";
  }

  private static String listing(String content) {
    return "<ListBucketResult><Name>bucket</Name>" + content + "</ListBucketResult>";
  }

  private static ResponseDefinitionBuilder page(String content) {
    return aResponse().withBody(listing(content));
  }

  private void listsAs(String content) {
    s3.stubFor(get(anyUrl()).willReturn(page(content)));
  }

  private static String endless(int token) {
    return "<NextContinuationToken>t" + token + "</NextContinuationToken>";
  }

  private static HttpAnswer answer(String content) {
    return HttpAnswer.of(200, Map.of(), listing(content).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aCopyThatIsAllThatItsSourceIsIsBelieved() {
    has("a", 5, "\"e1\"");
    has("b", 5, "\"e1\"");
    s3.stubFor(put(anyUrl()).willReturn(aResponse().withStatus(200)));
    FileInfo copy = store.copy("a", "b");
    assertThat(copy.path().toString()).isEqualTo("b");
    has("b", 5, "\"e1\"");
    s3.stubFor(
        head(urlPathEqualTo("/bucket/b"))
            .willReturn(look(5, "\"e1\"").withHeader("x-amz-meta-k", "v")));
    assertThrows(ConnectionException.class, () -> store.copy("a", "b"));
  }
}
