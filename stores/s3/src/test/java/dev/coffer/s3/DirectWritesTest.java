package dev.coffer.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.coffer.s3.WatchedS3.error;
import static dev.coffer.s3.WatchedS3.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.PermissionDeniedException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.S3Client;

/** Which writes go past the SDK, and what happens when such a one does not succeed. */
@Tag("one-jdk")
class DirectWritesTest {
  private final WatchedS3 service = new WatchedS3();
  private final WireMockServer s3 = service.http;
  private final S3FileStore store = service.builder().build();

  @AfterEach
  void close() {
    store.close();
    service.close();
  }

  private void toDirect(ResponseDefinitionBuilder answer) {
    s3.stubFor(WatchedS3.direct(put(anyUrl())).willReturn(answer));
  }

  /** All headers but those that tell when a request was made, by whom, and the proof of it. */
  private static Map<String, String> headers(LoggedRequest request) {
    Map<String, String> headers = new TreeMap<>();
    for (HttpHeader each : request.getHeaders().all()) {
      String name = each.key().toLowerCase(Locale.ROOT);
      if (!name.startsWith("amz-sdk-") && !name.equals("x-amz-date")) {
        headers.put(name, each.firstValue());
      }
    }
    headers.computeIfPresent("authorization", (name, value) -> value.replaceAll(",.*", ""));
    return headers;
  }

  @Test
  void aDirectWriteSaysWhatTheSdkSays() {
    try (S3FileStore full =
        service
            .builder()
            .encryption("aws:kms", "key-7", true)
            .storageClass("STANDARD_IA")
            .tags("team=a&stage=test")
            .build()) {
      WriteOptions options =
          WriteOptions.DEFAULTS.contentType("text/plain").metadata("color", "blau ü😀");
      byte[] bytes = "12345".getBytes(StandardCharsets.UTF_8);
      FileInfo first = full.write("a b/ü😀+%2F&=~*'().json", bytes, options);
      FileInfo second = full.write("a b/ü😀+%2F&=~*'().json", bytes, options);
      assertThat(second).isEqualTo(first);
    }
    assertThat(service.writes()).containsExactly(1, 1);
    List<LoggedRequest> made = s3.findAll(putRequestedFor(anyUrl()));
    assertThat(headers(made.get(1))).isEqualTo(headers(made.get(0)));
    assertThat(headers(made.get(0)))
        .containsEntry("content-length", "5")
        .containsEntry("x-amz-storage-class", "STANDARD_IA")
        .containsEntry("x-amz-tagging", "team=a&stage=test")
        .containsEntry("x-amz-server-side-encryption", "aws:kms");
    assertThat(made.get(1).getUrl()).isEqualTo(made.get(0).getUrl());
    assertThat(made.get(1).getBodyAsString()).isEqualTo("12345");
  }

  @Test
  void aDirectWriteWithoutAnythingSaysWhatTheSdkSays() {
    store.write("a", "");
    store.write("a", "");
    assertThat(service.writes()).containsExactly(1, 1);
    List<LoggedRequest> made = s3.findAll(putRequestedFor(anyUrl()));
    assertThat(headers(made.get(1))).isEqualTo(headers(made.get(0)));
  }

  @Test
  void aReadShowsTheWayToo() {
    assertThat(store.readString("a")).isEqualTo("12345");
    store.write("b", "12345");
    assertThat(service.writes()).containsExactly(0, 1);
    s3.verify(WatchedS3.direct(putRequestedFor(urlEqualTo("/bucket/p/b"))));
  }

  @Test
  void conditionsAreLeftToTheSdk() {
    store.write("a", "12345");
    assertThrows(
        UnsupportedFeatureException.class,
        () -> store.write("a", Content.of(new byte[1]), WriteOptions.DEFAULTS.ifAbsent()));
    assertThat(service.writes().get(1)).isZero();
  }

  @Test
  void aClientThatWasHandedInMakesAllRequests() {
    try (S3Client client = service.server().client(new Counts());
        S3FileStore handed = S3FileStore.builder("bucket").client(client).build()) {
      handed.write("a", "12345");
      handed.write("a", "12345");
    }
    assertThat(service.writes()).containsExactly(2, 0);
  }

  @ParameterizedTest
  @CsvSource({"500,InternalError", "503,SlowDown", "429,TooManyRequests", "400,RequestTimeout"})
  void whenTheServerIsInTroubleTheSdkWritesUntilItSucceeds(int status, String code) {
    store.write("a", "12345");
    List<String> attempts = WatchedS3.attempts(store);
    toDirect(error(status, code));
    assertThat(store.write("a", "12345").etag()).isEqualTo("e1");
    assertThat(attempts).containsExactly("PutObject 1", "PutObject 2");
    toDirect(written());
    store.write("a", "12345");
    assertThat(service.writes()).containsExactly(2, 2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE"})
  void aLostConnectionIsMadeUpForByTheSdk(Fault fault) {
    store.write("a", "12345");
    toDirect(aResponse().withFault(fault));
    assertThat(store.write("a", "12345").etag()).isEqualTo("e1");
    assertThat(service.writes()).containsExactly(2, 1);
  }

  @Test
  void aSilentServerIsGivenUpAfterTheTimeOfAnAttempt() {
    try (S3FileStore hasty = service.hasty().build()) {
      hasty.write("a", "12345");
      toDirect(written().withFixedDelay(10_000));
      assertThat(hasty.write("a", "12345").etag()).isEqualTo("e1");
      WatchedS3.assertOneDirect(service.writes(), 2);
    }
  }

  @Test
  void anAnswerThatTricklesIsGivenUpAfterTheTimeOfAnAttempt() {
    try (S3FileStore hasty = service.hasty().build()) {
      hasty.write("a", "12345");
      toDirect(written().withBody(new byte[20]).withChunkedDribbleDelay(20, 10_000));
      assertThat(hasty.write("a", "12345").etag()).isEqualTo("e1");
      WatchedS3.assertOneDirect(service.writes(), 2);
    }
  }

  @Test
  void anInterruptEndsADirectWriteAndNothingIsSentAgain() throws InterruptedException {
    store.write("a", "12345");
    toDirect(written().withFixedDelay(15_000));
    WatchedS3.interrupt(store, () -> store.write("a", "1"));
    assertThat(service.writes().get(0)).isEqualTo(1);
  }

  @Test
  void theTimeOfADirectWriteCountsForTheDeadline() {
    store.write("a", "12345"); // no other takes as long as the first of a process
    try (S3FileStore hasty =
        service.hasty(Duration.ofSeconds(5)).retryDeadline(Duration.ofSeconds(1)).build()) {
      hasty.write("a", "12345");
      s3.stubFor(put(anyUrl()).atPriority(1).willReturn(written().withFixedDelay(10_000)));
      assertThrows(ConnectionException.class, () -> hasty.write("a", "12345"));
    }
    assertThat(service.writes()).containsExactly(2, 1);
  }

  @Test
  void aHeadThatDidNotComeWholeIsNotBelieved() {
    store.write("a", "12345");
    toDirect(aResponse().withHeader("ETag", "\"e"));
    assertThat(store.write("a", "12345").etag()).isEqualTo("e1");
    assertThat(service.writes()).containsExactly(2, 1);
  }

  @Test
  void theSdkMakesAllWritesIfOnlyItSucceeds() {
    store.write("a", "12345");
    toDirect(error(403, "RequestTimeTooSkewed"));
    store.write("a", "12345");
    toDirect(written());
    store.write("a", "12345");
    assertThat(store.readString("a")).isEqualTo("12345");
    assertThat(service.writes()).containsExactly(3, 1);
    assertThat(service.reads()).containsExactly(1, 0);
  }

  @Test
  void aRefusalOfBothIsReportedByTheSdkAndEndsNothing() {
    store.write("a", "12345");
    s3.stubFor(any(anyUrl()).atPriority(1).willReturn(error(403, "AccessDenied")));
    PermissionDeniedException e =
        assertThrows(PermissionDeniedException.class, () -> store.write("a", "12345"));
    assertThat(e).hasMessageContaining("AccessDenied").hasMessageContaining("REQ7");
    assertThat(e.getMessage()).doesNotContain("canary");
    s3.stubFor(put(anyUrl()).atPriority(1).willReturn(written()));
    store.write("b", "12345");
    assertThat(service.writes()).containsExactly(2, 2);
  }

  @Test
  void manyWritesBesideEachOtherAreDirect() {
    store.write("a", "12345");
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < 300; i++) {
      files.put("d/" + i, ("content " + i).getBytes(StandardCharsets.UTF_8));
    }
    store.writeAll(files);
    assertThat(service.writes()).containsExactly(1, 300);
    for (int i = 0; i < 300; i++) {
      List<LoggedRequest> one = s3.findAll(putRequestedFor(urlEqualTo("/bucket/p/d/" + i)));
      assertThat(one)
          .singleElement()
          .extracting(LoggedRequest::getBodyAsString)
          .isEqualTo("content " + i);
    }
  }
}
