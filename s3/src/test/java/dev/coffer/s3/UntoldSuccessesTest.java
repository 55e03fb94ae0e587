package dev.coffer.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
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
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Successes that say nothing of what was asked, as portals and half implementations give them. */
class UntoldSuccessesTest {
  private static final String PORTAL = "<html><body>Please log in</body></html>";
  private static final int SIZE = 6 << 20;

  private final WireMockServer s3 = new WireMockServer(options().dynamicPort());
  private S3FileStore store;

  @BeforeEach
  void open() {
    s3.start();
    store =
        new Server(URI.create(s3.baseUrl()), "canary-id", "canary-secret")
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
    assertThat(e).hasMessageContaining("does not tell whether it was done");
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
