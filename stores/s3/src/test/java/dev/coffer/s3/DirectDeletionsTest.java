package dev.coffer.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.coffer.s3.WatchedS3.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.coffer.ConnectionException;
import dev.coffer.FileStoreException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which deletions go past the SDK, and what happens when such a one does not succeed. */
class DirectDeletionsTest {
  private static final ResponseDefinitionBuilder DELETED = aResponse().withStatus(204);

  private final WatchedS3 service = new WatchedS3();
  private final WireMockServer s3 = service.http;
  private final S3FileStore store = service.builder().build();

  @BeforeEach
  void showTheWay() {
    s3.stubFor(delete(anyUrl()).atPriority(9).willReturn(DELETED));
    store.deleteFile("first");
    assertThat(service.deletions()).containsExactly(1, 0);
  }

  @AfterEach
  void close() {
    store.close();
    service.close();
  }

  private void toDirect(ResponseDefinitionBuilder answer) {
    s3.stubFor(WatchedS3.direct(delete(anyUrl())).willReturn(answer));
  }

  @Test
  void aDirectDeletionNamesTheKey() {
    store.deleteFile("a b");
    assertThat(service.deletions()).containsExactly(1, 1);
    s3.verify(WatchedS3.direct(deleteRequestedFor(urlEqualTo("/bucket/p/a%20b"))));
  }

  @Test
  void aMissingKeyIsOneRequest() {
    toDirect(error(404, "NoSuchKey"));
    store.deleteFile("a");
    store.deleteFile("a");
    assertThat(service.deletions()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @CsvSource({"500", "503", "429"})
  void whenTheServerIsInTroubleTheSdkDeletesUntilItSucceeds(int status) {
    toDirect(aResponse().withStatus(status));
    store.deleteFile("a");
    toDirect(DELETED);
    store.deleteFile("a");
    assertThat(service.deletions()).containsExactly(2, 2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE"})
  void aLostConnectionIsMadeUpForByTheSdk(Fault fault) {
    toDirect(aResponse().withFault(fault));
    store.deleteFile("a");
    assertThat(service.deletions()).containsExactly(2, 1);
  }

  @Test
  void thePageOfACaptivePortalIsNoDeletion() {
    s3.stubFor(any(anyUrl()).atPriority(1).willReturn(WatchedS3.file()));
    assertThatThrownBy(() -> store.deleteFile("a"))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("the file still exists");
  }

  /** Not even if the file seems to be missing: one who answers everything so may be a proxy. */
  @Test
  void aNotFoundThatNamesNoMissingKeyIsNoDeletion() {
    for (String body : List.of("", "<html>no such page</html>")) {
      s3.stubFor(
          any(anyUrl()).atPriority(1).willReturn(aResponse().withStatus(404).withBody(body)));
      assertThatThrownBy(() -> store.deleteFile("a"))
          .isInstanceOf(StorageFailureException.class)
          .hasMessageContaining("not one of S3");
    }
  }

  @Test
  void aMissingBucketIsNoDeletion() {
    s3.stubFor(any(anyUrl()).atPriority(1).willReturn(aResponse().withStatus(404)));
    try (S3FileStore other = service.builder().build()) {
      assertThatThrownBy(() -> other.deleteFile("a"))
          .isInstanceOf(FileStoreException.class)
          .hasMessageContaining("bucket");
    }
  }

  @Test
  void aRefusalOfBothIsReportedByTheSdk() {
    s3.stubFor(any(anyUrl()).atPriority(1).willReturn(error(403, "AccessDenied")));
    assertThatThrownBy(() -> store.deleteFile("a"))
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageContaining("REQ7");
  }

  @Test
  void aConnectionIsFreeAgainAfterADeletion() {
    try (S3FileStore narrow = service.builder().connections(1).build()) {
      for (int i = 0; i < 5; i++) {
        narrow.deleteFile("a" + i);
      }
    }
    assertThat(service.deletions()).containsExactly(2, 4);
  }
}
