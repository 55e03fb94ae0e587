package dev.coffer.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.coffer.ConnectionException;
import dev.coffer.CopyOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.PermissionDeniedException;
import dev.coffer.spi.VersionPath;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Copies of files that one request does not copy, with responses like Amazon's; no server has the
 * bytes.
 */
class LargeCopyTest {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
  private static final long FIVE_GIB = 5L << 30;

  private final WireMockServer s3 = new WireMockServer(options().dynamicPort());
  private S3FileStore store;

  @BeforeEach
  void open() {
    s3.start();
    store = new Server(URI.create(s3.baseUrl()), "id", "secret").in("bucket").build();
    s3.stubFor(
        post(anyUrl())
            .withQueryParam("uploads", matching(".*"))
            .willReturn(
                xml(
                    """
                    <InitiateMultipartUploadResult><UploadId>u7</UploadId></InitiateMultipartUploadResult>\
                    """)));
    s3.stubFor(
        post(anyUrl())
            .withQueryParam("uploadId", equalTo("u7"))
            .willReturn(
                xml(
                    """
                    <CompleteMultipartUploadResult><ETag>"whole"</ETag></CompleteMultipartUploadResult>\
                    """)));
    s3.stubFor(
        put(anyUrl())
            .willReturn(
                xml(
                    """
                    <CopyObjectResult><ETag>"once"</ETag><LastModified>2026-09-01T12:00:00.000Z</LastModified>
                    </CopyObjectResult>\
                    """)));
    s3.stubFor(
        put(anyUrl())
            .withQueryParam("partNumber", matching(".*"))
            .willReturn(
                xml(
                    """
                    <CopyPartResult><ETag>"part"</ETag></CopyPartResult>\
                    """)));
    s3.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(204)));
  }

  @AfterEach
  void close() {
    store.close();
    s3.stop();
  }

  private static ResponseDefinitionBuilder xml(String text) {
    return aResponse().withHeader("Content-Type", "application/xml").withBody(text);
  }

  private void hasAFileOf(long size) {
    s3.stubFor(
        head(anyUrl())
            .willReturn(
                aResponse()
                    .withHeader("ETag", "\"e1\"")
                    .withHeader("Last-Modified", "Tue, 01 Sep 2026 12:00:00 GMT")
                    .withHeader("Content-Length", Long.toString(size))
                    .withHeader("Content-Type", "text/plain")
                    .withHeader("x-amz-meta-by", "ada")));
  }

  private List<long[]> ranges() {
    return s3.findAll(putRequestedFor(anyUrl()).withQueryParam("uploadId", equalTo("u7"))).stream()
        .map(request -> RANGE.matcher(request.getHeader("x-amz-copy-source-range")))
        .flatMap(range -> range.results())
        .map(LargeCopyTest::bounds)
        .sorted((one, other) -> Long.compare(one[0], other[0]))
        .toList();
  }

  private static long[] bounds(MatchResult range) {
    return new long[] {Long.parseLong(range.group(1)), Long.parseLong(range.group(2))};
  }

  private void assertWhole(List<long[]> ranges, long size) {
    long next = 0;
    for (long[] range : ranges) {
      assertThat(range[0]).isEqualTo(next);
      next = range[1] + 1;
      assertThat(next - range[0]).isLessThanOrEqualTo(FIVE_GIB);
    }
    assertThat(next).isEqualTo(size);
  }

  @Test
  void fiveGibibytesAreCopiedInOneRequest() {
    hasAFileOf(FIVE_GIB);
    assertThat(store.copy("a", "b").etag()).isEqualTo("once");
    s3.verify(1, putRequestedFor(anyUrl()));
    s3.verify(0, postRequestedFor(anyUrl()));
  }

  @Test
  void oneByteMoreIsCopiedInPartsOfTheVersionThatWasSeenWithItsMetadata() {
    hasAFileOf(FIVE_GIB + 1);
    FileInfo copy = store.copy("a", "b");
    assertThat(copy.etag()).isEqualTo("whole");
    assertThat(copy.size()).isEqualTo(FIVE_GIB + 1);
    assertThat(copy.metadata()).isEqualTo(Map.of("by", "ada"));
    assertWhole(ranges(), FIVE_GIB + 1);
    s3.verify(
        ranges().size(),
        putRequestedFor(anyUrl()).withHeader("x-amz-copy-source-if-match", equalTo("\"e1\"")));
    s3.verify(
        1,
        postRequestedFor(anyUrl())
            .withHeader("Content-Type", equalTo("text/plain"))
            .withHeader("x-amz-meta-by", equalTo("ada")));
    s3.verify(0, deleteRequestedFor(anyUrl()));
  }

  @Test
  void aVersionIsCopiedInPartsOfThatVersion() {
    hasAFileOf(FIVE_GIB + 1);
    FilePath version = new VersionPath(FilePath.of("a"), "v7").path();
    FileInfo copy = store.copy(version, FilePath.of("a"), CopyOptions.DEFAULTS);
    assertThat(copy.size()).isEqualTo(FIVE_GIB + 1);
    assertWhole(ranges(), FIVE_GIB + 1);
    s3.verify(
        ranges().size(),
        putRequestedFor(anyUrl())
            .withHeader("x-amz-copy-source", equalTo("bucket/a?versionId=v7")));
    s3.verify(1, headRequestedFor(anyUrl()).withQueryParam("versionId", equalTo("v7")));
  }

  @Test
  void theLargestFileFitsInTenThousandParts() {
    long largest = 5L << 40;
    long part = S3Limits.USUAL.copySize(largest);
    assertThat(part).isBetween(largest / 10_000, FIVE_GIB);
    assertThat((largest + part - 1) / part).isLessThanOrEqualTo(10_000);
  }

  private static final ResponseDefinitionBuilder LOST =
      xml("<Error><Code>NoSuchUpload</Code></Error>").withStatus(404);

  private MappingBuilder completion() {
    return post(anyUrl()).withQueryParam("uploadId", equalTo("u7"));
  }

  @Test
  void aCopyWhoseUploadAnotherWriteEndedIsMadeAgain() {
    hasAFileOf(FIVE_GIB + 1);
    s3.stubFor(
        completion()
            .inScenario("lost")
            .whenScenarioStateIs(STARTED)
            .willReturn(LOST)
            .willSetStateTo("over"));
    assertThat(store.copy("a", "b").etag()).isEqualTo("whole");
    s3.verify(2, postRequestedFor(anyUrl()).withQueryParam("uploadId", equalTo("u7")));
  }

  @Test
  void aCopyWhoseUploadIsEndedAgainAndAgainFailsAsALostConnection() {
    hasAFileOf(FIVE_GIB + 1);
    s3.stubFor(completion().willReturn(LOST));
    try (S3FileStore hasty =
        new Server(URI.create(s3.baseUrl()), "id", "secret")
            .in("bucket")
            .retryDeadline(Duration.ofMillis(1))
            .build()) {
      assertThat(assertThrows(ConnectionException.class, () -> hasty.copy("a", "b")))
          .hasMessageContaining("copy the file again")
          .hasCauseInstanceOf(S3Exception.class);
    }
  }

  @Test
  void aPartThatFailsEndsTheUpload() {
    hasAFileOf(FIVE_GIB + 1);
    s3.stubFor(
        put(anyUrl())
            .withQueryParam("partNumber", equalTo("2"))
            .willReturn(xml("<Error><Code>AccessDenied</Code></Error>").withStatus(403)));
    assertThrows(PermissionDeniedException.class, () -> store.copy("a", "b"));
    s3.verify(1, deleteRequestedFor(anyUrl()).withQueryParam("uploadId", equalTo("u7")));
  }
}
