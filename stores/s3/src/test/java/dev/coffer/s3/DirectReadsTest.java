package dev.coffer.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.coffer.s3.WatchedS3.error;
import static dev.coffer.s3.WatchedS3.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.coffer.ConnectionException;
import dev.coffer.CorruptFileException;
import dev.coffer.FilePath;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.PermissionDeniedException;
import dev.coffer.ReadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.s3.S3Client;

/** Which reads go past the SDK, and what happens when such a one does not succeed. */
@Tag("one-jdk")
class DirectReadsTest {
  private final WatchedS3 service = new WatchedS3();
  private final WireMockServer s3 = service.http;
  private final AtomicInteger asked = new AtomicInteger();
  private final S3FileStore store = service.builder().build();

  @AfterEach
  void close() {
    store.close();
    service.close();
  }

  private void toDirect(ResponseDefinitionBuilder answer) {
    s3.stubFor(WatchedS3.direct(get(anyUrl())).willReturn(answer));
  }

  private OpenedFile read(String path) {
    return store.read(FilePath.of(path), ReadOptions.DEFAULTS);
  }

  @Test
  void theFirstReadShowsTheWayToTheOthers() throws IOException {
    try (OpenedFile first = read("a b");
        OpenedFile second = read("a b")) {
      assertThat(second.info()).isEqualTo(first.info());
      assertThat(second.stream().readAllBytes()).isEqualTo(first.stream().readAllBytes());
      assertThat(second.info().metadata()).containsEntry("color", "blau");
    }
    assertThat(service.reads()).containsExactly(1, 1);
    s3.verify(
        WatchedS3.direct(getRequestedFor(urlEqualTo("/bucket/p/a%20b")))
            .withHeader("Authorization", matching("AWS4-HMAC-SHA256 Credential=canary-id/.*"))
            .withHeader("x-amz-checksum-mode", matching("ENABLED")));
  }

  @Test
  void aWriteShowsTheWayToo() {
    store.write("a", "12345");
    assertThat(store.readString("a")).isEqualTo("12345");
    assertThat(service.reads()).containsExactly(0, 1);
  }

  @Test
  void partsAndConditionsAreLeftToTheSdk() {
    store.write("a", "12345");
    store.read(FilePath.of("a"), ReadOptions.DEFAULTS.range(0, 4)).close();
    store.read(FilePath.of("a"), ReadOptions.DEFAULTS.ifMatch("e1")).close();
    store.read(FilePath.of("a"), ReadOptions.DEFAULTS.ifNoneMatch("e0")).close();
    assertThat(service.reads()).containsExactly(3, 0);
  }

  @Test
  void whatAnApplicationDoesInAnotherBucketShowsNoWay() {
    store.unwrap(S3Client.class).orElseThrow().headObject(r -> r.bucket("other").key("p/a"));
    assertThat(store.readString("a")).isEqualTo("12345");
    assertThat(service.reads()).containsExactly(1, 0);
  }

  @Test
  void aClientThatWasHandedInMakesAllRequests() {
    try (S3Client client = service.server().client(new Counts());
        S3FileStore handed = S3FileStore.builder("bucket").client(client).build()) {
      handed.readString("a");
      handed.readString("a");
    }
    assertThat(service.reads()).containsExactly(2, 0);
  }

  @Test
  void credentialsMayChangeBetweenReads() {
    try (S3FileStore rotating =
        service
            .builder()
            .credentials(
                () ->
                    AwsSessionCredentials.create(
                        "id-" + asked.incrementAndGet(), "canary-secret", "token-" + asked.get()))
            .build()) {
      rotating.readString("a");
      rotating.readString("a");
      rotating.readString("a");
    }
    assertThat(service.reads()).containsExactly(1, 2);
    for (int i = 1; i <= 3; i++) {
      s3.verify(
          1,
          getRequestedFor(anyUrl())
              .withHeader("Authorization", matching(".* Credential=id-" + i + "/.*"))
              .withHeader("X-Amz-Security-Token", matching("token-" + i)));
    }
  }

  @Test
  void aMissingKeyIsOneRequest() {
    store.write("a", "12345");
    toDirect(error(404, "NoSuchKey"));
    NotFoundException e = assertThrows(NotFoundException.class, () -> store.readString("b"));
    assertThat(e).hasMessageContaining("read b on s3:bucket: ").hasMessageContaining("REQ7");
    assertThat(e.getMessage()).doesNotContain("canary");
    assertThat(service.reads()).containsExactly(0, 1);
  }

  @ParameterizedTest
  @CsvSource({"500,InternalError", "503,SlowDown", "429,TooManyRequests"})
  void whenTheServerIsInTroubleTheSdkReadsUntilItSucceeds(int status, String code) {
    store.write("a", "12345");
    List<String> attempts = WatchedS3.attempts(store);
    toDirect(error(status, code));
    assertThat(store.readString("a")).isEqualTo("12345");
    assertThat(attempts).containsExactly("GetObject 1", "GetObject 2");
    assertThat(service.reads()).containsExactly(1, 1);
    toDirect(file());
    assertThat(store.readString("a")).isEqualTo("12345");
    assertThat(service.reads()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE"})
  void aLostConnectionIsMadeUpForByTheSdk(Fault fault) {
    store.write("a", "12345");
    toDirect(aResponse().withFault(fault));
    assertThat(store.readString("a")).isEqualTo("12345");
    assertThat(service.reads()).containsExactly(1, 1);
  }

  @Test
  void aSilentServerIsGivenUpAfterTheTimeOfAnAttempt() {
    try (S3FileStore hasty = service.hasty().build()) {
      hasty.write("a", "12345");
      toDirect(file().withFixedDelay(10_000));
      assertThat(hasty.readString("a")).isEqualTo("12345");
      WatchedS3.assertOneDirect(service.reads(), 1);
    }
  }

  @Test
  void anInterruptEndsADirectReadAndNothingIsAskedAgain() throws InterruptedException {
    store.write("a", "12345");
    toDirect(file().withFixedDelay(15_000));
    WatchedS3.interrupt(store, () -> store.readString("a"));
    assertThat(service.reads().get(0)).isZero();
  }

  @Test
  void theTimeOfADirectReadCountsForTheDeadline() {
    store.write("a", "12345"); // no other takes as long as the first of a process
    try (S3FileStore hasty =
        service.hasty(Duration.ofSeconds(5)).retryDeadline(Duration.ofSeconds(1)).build()) {
      hasty.write("a", "12345");
      s3.stubFor(get(anyUrl()).atPriority(1).willReturn(file().withFixedDelay(10_000)));
      assertThrows(ConnectionException.class, () -> hasty.readString("a"));
    }
    assertThat(service.reads()).containsExactly(0, 1);
  }

  @Test
  void aHeadThatDidNotComeWholeIsNotBelieved() {
    store.write("a", "12345");
    toDirect(aResponse().withHeader("Content-Length", "5").withBody("12345"));
    assertThat(store.readString("a")).isEqualTo("12345");
    assertThat(service.reads()).containsExactly(1, 1);
  }

  @Test
  void theSdkMakesAllReadsIfOnlyItSucceeds() {
    store.write("a", "12345");
    toDirect(error(403, "RequestTimeTooSkewed"));
    assertThat(store.readString("a")).isEqualTo("12345");
    toDirect(file());
    assertThat(store.readString("a")).isEqualTo("12345");
    store.write("a", "12345");
    assertThat(store.readString("a")).isEqualTo("12345");
    assertThat(service.reads()).containsExactly(3, 1);
  }

  @Test
  void aRefusalOfBothIsReportedByTheSdkAndEndsNothing() {
    store.write("a", "12345");
    s3.stubFor(any(anyUrl()).atPriority(1).willReturn(error(403, "AccessDenied")));
    PermissionDeniedException e =
        assertThrows(PermissionDeniedException.class, () -> store.readString("a"));
    assertThat(e).hasMessageContaining("AccessDenied").hasMessageContaining("REQ7");
    s3.stubFor(get(anyUrl()).atPriority(1).willReturn(file()));
    assertThat(store.readString("b")).isEqualTo("12345");
    assertThat(service.reads()).containsExactly(1, 2);
  }

  /** The sums of {@code 12345}. */
  @ParameterizedTest
  @CsvSource({
    "crc32,y/U6HA==",
    "crc32c,GNEjNQ==",
    "sha1,jLIjfQZ5yojbZGTqxg2pY0VROWQ=",
    "sha256,WZRHGrsBESr8wYFZ9sx0tPURuZgG2lmzyvWpwXPKz8U=",
  })
  void theChecksumInTheHeadIsThatOfTheBytes(String algorithm, String sum) {
    store.write("a", "12345");
    String header = "x-amz-checksum-" + algorithm;
    toDirect(file().withHeader(header, sum));
    assertThat(store.readString("a")).isEqualTo("12345");
    toDirect(file().withHeader(header, sum).withBody("12346"));
    CorruptFileException e = assertThrows(CorruptFileException.class, () -> store.readString("a"));
    assertThat(e).hasMessageStartingWith("read a on s3:bucket: ");
    toDirect(file().withHeader(header, "%%"));
    assertThrows(CorruptFileException.class, () -> store.readString("a"));
    assertThat(service.reads()).containsExactly(0, 3);
  }

  @Test
  void theChecksumOfAStreamIsComparedAtItsEnd() throws IOException {
    byte[] bytes = new byte[300_000];
    store.write("a", "12345");
    toDirect(file(bytes).withHeader("x-amz-checksum-crc32", "9rLi+w=="));
    try (InputStream in = store.open("a")) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
      assertThat(in.read()).isEqualTo(-1);
    }
    toDirect(file(bytes).withHeader("x-amz-checksum-crc32", "AAAAAA=="));
    try (InputStream in = store.open("a")) {
      assertThat(in.readNBytes(200_000)).hasSize(200_000);
      assertThrows(CorruptFileException.class, in::readAllBytes);
    }
    assertThat(service.reads()).containsExactly(0, 2);
  }

  @Test
  void theChecksumOfPartsIsNotOneOfTheBytes() {
    store.write("a", "12345");
    toDirect(file().withHeader("x-amz-checksum-crc32", "AAAAAA==-2"));
    assertThat(store.readString("a")).isEqualTo("12345");
    assertThat(service.reads()).containsExactly(0, 1);
  }

  @Test
  void manyReadsBesideEachOtherAreDirect() {
    store.write("a", "12345");
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      paths.add("d/" + i + " ü😀+%2F&=~*'().json");
    }
    assertThat(store.readAll(paths))
        .hasSize(300)
        .allMatch(bytes -> new String(bytes, StandardCharsets.UTF_8).equals("12345"));
    assertThat(service.reads()).containsExactly(0, 300);
  }
}
