package dev.coffer.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.coffer.s3.WatchedS3.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which listings go past the SDK, and what happens when such a one does not succeed. */
@Tag("one-jdk")
class DirectListsTest {
  private static final String NOTHING = page("<IsTruncated>false</IsTruncated>");

  private final WatchedS3 service = new WatchedS3();
  private final WireMockServer s3 = service.http;
  private final S3FileStore store = service.builder().build();

  private static String page(String parts) {
    return "<?xml version=\"1.0\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        + "<Name>bucket</Name><EncodingType>url</EncodingType>"
        + parts
        + "</ListBucketResult>";
  }

  private static String object(String key) {
    return ("<Contents><Key>%s</Key><LastModified>2026-12-01T00:00:00.000Z</LastModified>"
            + "<ETag>&quot;e&quot;</ETag><Size>1</Size><Owner><ID>o</ID></Owner></Contents>")
        .formatted(key);
  }

  @BeforeEach
  void showTheWay() {
    s3.stubFor(listing(NOTHING));
    s3.stubFor(delete(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(204)));
    store.exists("first");
  }

  private static MappingBuilder listing(String page) {
    return get(urlPathEqualTo("/bucket"))
        .withQueryParam("list-type", equalTo("2"))
        .atPriority(5)
        .willReturn(aResponse().withBody(page));
  }

  @AfterEach
  void close() {
    store.close();
    service.close();
  }

  private void toDirect(ResponseDefinitionBuilder answer) {
    s3.stubFor(WatchedS3.direct(get(urlPathEqualTo("/bucket"))).willReturn(answer));
  }

  private void assertDeleted(String... keys) {
    for (String key : keys) {
      s3.verify(
          1, postRequestedFor(anyUrl()).withRequestBody(containing("<Key>" + key + "</Key>")));
    }
  }

  private void acceptBatches() {
    s3.stubFor(
        post(anyUrl())
            .willReturn(
                aResponse()
                    .withBody(
                        "<DeleteResult><Deleted><Key>p/d/a b</Key></Deleted>"
                            + "<Deleted><Key>p/d/ü&amp;</Key></Deleted></DeleteResult>")));
  }

  @Test
  void theDeletionOfAPathAsksDirectlyForWhatIsBelow() {
    store.delete("a b");
    s3.verify(
        WatchedS3.direct(
            getRequestedFor(
                urlEqualTo(
                    "/bucket?list-type=2&max-keys=1000&prefix=p%2Fa%20b%2F&encoding-type=url"))));
    s3.verify(WatchedS3.direct(deleteRequestedFor(urlEqualTo("/bucket/p/a%20b"))));
    assertThat(service.reads()).containsExactly(0, 1);
  }

  @Test
  void keysAreDecoded() {
    acceptBatches();
    toDirect(
        aResponse()
            .withBody(
                page(
                    object("p%2Fd%2Fa+b")
                        + object("p%2Fd%2F%C3%BC%26")
                        + "<IsTruncated>false</IsTruncated>")));
    store.deleteDirectory("d");
    assertDeleted("p/d/a b", "p/d/ü&amp;");
    assertThat(service.reads()).containsExactly(0, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", " TRUE ", "yes", "1"})
  void furtherPagesAreListedByTheSdk(String flag) {
    acceptBatches();
    toDirect(
        aResponse()
            .withBody(
                page(
                    object("p%2Fd%2Fa+b")
                        + "<NextContinuationToken>t+1</NextContinuationToken><IsTruncated>"
                        + flag
                        + "</IsTruncated>")));
    s3.stubFor(
        listing(page(object("p%2Fd%2F%C3%BC%26") + "<IsTruncated>false</IsTruncated>"))
            .withQueryParam("continuation-token", equalTo("t+1"))
            .atPriority(2));
    store.deleteDirectory("d");
    assertDeleted("p/d/a b", "p/d/ü&amp;");
    assertThat(service.reads()).containsExactly(1, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12345",
        "<html>sign in</html>",
        "<ListBucketResult>",
        "<ListBucketResult><Contents><Key>p/d/x</Key>",
        "<ListBucketResult><Contents><Key>p/d/x</Key><Size>many</Size></Contents></ListBucketResult>",
        "<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>%</Key></Contents></ListBucketResult>",
        "<ListBucketResult><CommonPrefixes><Prefix>p/d/</Prefix></CommonPrefixes></ListBucketResult>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><ListBucketResult><Name>&b;</Name></ListBucketResult>",
        "<ListBucketResult></ListBucketResult> more",
      })
  void whatIsNoListingIsLeftToTheSdk(String body) {
    toDirect(aResponse().withBody(body));
    store.deleteDirectory("d");
    assertThat(service.reads()).containsExactly(1, 1);
    assertThat(s3.findAll(postRequestedFor(anyUrl()))).isEmpty();
  }

  @Test
  void whatIsNoListingForTheSdkEitherIsAnError() {
    for (String body : List.of("<html>sign in</html>", "<ListBucketResult></ListBucketResult>")) {
      s3.stubFor(get(anyUrl()).atPriority(1).willReturn(aResponse().withBody(body)));
      assertThatThrownBy(() -> store.deleteDirectory("d"))
          .isInstanceOf(StorageFailureException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
  void aLostConnectionIsMadeUpForByTheSdk(Fault fault) {
    toDirect(aResponse().withFault(fault));
    store.deleteDirectory("d");
    assertThat(service.reads()).containsExactly(1, 1);
  }

  @Test
  void aRefusalOfBothIsReportedByTheSdk() {
    s3.stubFor(any(anyUrl()).atPriority(1).willReturn(error(403, "AccessDenied")));
    assertThatThrownBy(() -> store.deleteDirectory("d"))
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageContaining("REQ7");
  }

  @Test
  void aConnectionIsFreeAgainAfterAListing() {
    try (S3FileStore narrow = service.builder().connections(1).build()) {
      narrow.exists("first");
      for (int i = 0; i < 5; i++) {
        narrow.deleteDirectory("a" + i);
      }
    }
    assertThat(service.reads()).containsExactly(0, 5);
  }
}
