package dev.coffer.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.coffer.s3.WatchedS3.error;
import static dev.coffer.s3.WatchedS3.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.coffer.FileInfo;
import dev.coffer.PermissionDeniedException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which looks go past the SDK, and what happens when such a one does not succeed. */
@Tag("one-jdk")
class DirectHeadsTest {
  private final WatchedS3 service = new WatchedS3();
  private final WireMockServer s3 = service.http;
  private final S3FileStore store = service.builder().build();
  private Optional<FileInfo> first = Optional.empty();

  @BeforeEach
  void showTheWay() {
    first = store.stat("a b");
  }

  @AfterEach
  void close() {
    store.close();
    service.close();
  }

  private void toDirect(ResponseDefinitionBuilder answer) {
    s3.stubFor(WatchedS3.direct(head(anyUrl())).willReturn(answer));
  }

  @Test
  void aDirectHeadRequestSeesWhatTheSdkSees() {
    assertThat(store.stat("a b")).isEqualTo(first);
    assertThat(first).hasValueSatisfying(info -> assertThat(info.size()).isEqualTo(5));
    assertThat(service.looks()).containsExactly(1, 1);
    s3.verify(WatchedS3.direct(headRequestedFor(urlEqualTo("/bucket/p/a%20b"))));
  }

  @Test
  void aMissingKeyIsOneRequest() {
    toDirect(aResponse().withStatus(404));
    assertThat(store.exists("a b")).isFalse();
    assertThat(service.looks()).containsExactly(1, 1);
  }

  @ParameterizedTest
  @CsvSource({"500", "503", "429"})
  void whenTheServerIsInTroubleTheSdkLooksUntilItSucceeds(int status) {
    toDirect(aResponse().withStatus(status));
    assertThat(store.stat("a b")).isEqualTo(first);
    toDirect(file());
    assertThat(store.stat("a b")).isEqualTo(first);
    assertThat(service.looks()).containsExactly(2, 2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE"})
  void aLostConnectionIsMadeUpForByTheSdk(Fault fault) {
    toDirect(aResponse().withFault(fault));
    assertThat(store.stat("a b")).isEqualTo(first);
    assertThat(service.looks()).containsExactly(2, 1);
  }

  @Test
  void aSilentServerIsGivenUpAfterTheTimeOfAnAttempt() {
    try (S3FileStore hasty = service.hasty().build()) {
      hasty.stat("a b");
      toDirect(file().withFixedDelay(10_000));
      assertThat(hasty.stat("a b")).isEqualTo(first);
      WatchedS3.assertOneDirect(service.looks(), 3);
    }
  }

  @Test
  void aHeadThatDidNotComeWholeIsNotBelieved() {
    toDirect(aResponse().withHeader("Content-Length", "5"));
    assertThat(store.stat("a b")).isEqualTo(first);
    assertThat(service.looks()).containsExactly(2, 1);
  }

  @Test
  void theSdkMakesAllHeadRequestsIfOnlyItSucceeds() {
    toDirect(aResponse().withStatus(403));
    assertThat(store.stat("a b")).isEqualTo(first);
    toDirect(file());
    assertThat(store.stat("a b")).isEqualTo(first);
    assertThat(service.looks()).containsExactly(3, 1);
  }

  @Test
  void aRefusalOfBothIsReportedByTheSdkAndEndsNothing() {
    s3.stubFor(any(anyUrl()).atPriority(1).willReturn(error(403, "AccessDenied")));
    PermissionDeniedException e =
        assertThrows(PermissionDeniedException.class, () -> store.exists("a b"));
    assertThat(e).hasMessageContaining("REQ7");
    assertThat(e.getMessage()).doesNotContain("canary");
    s3.stubFor(head(anyUrl()).atPriority(1).willReturn(file()));
    assertThat(store.stat("a b")).isEqualTo(first);
    assertThat(service.looks()).containsExactly(2, 2);
  }
}
