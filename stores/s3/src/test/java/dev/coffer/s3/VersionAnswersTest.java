package dev.coffer.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.spi.Diagnosis;
import dev.coffer.spi.ServiceVersion;
import dev.coffer.spi.ServiceVersions;
import dev.coffer.spi.VersionPath;
import dev.coffer.versioning.FileVersions;
import dev.coffer.versioning.NativeVersioningFileStore;
import dev.coffer.versioning.Retention;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server answers about versions, as Amazon does and as no server should. */
class VersionAnswersTest {
  private final WireMockServer s3 = new WireMockServer(options().dynamicPort());
  private S3FileStore store;
  private ServiceVersions service;

  @BeforeEach
  void open() {
    s3.start();
    store = new Server(URI.create(s3.baseUrl()), "id", "secret").in("bucket").build();
    service = store.unwrap(ServiceVersions.class).orElseThrow();
  }

  @AfterEach
  void close() {
    store.close();
    s3.stop();
  }

  private void answers(int status, String xml) {
    s3.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withHeader("Content-Type", "application/xml")
                    .withBody(xml)));
  }

  private static String version(String key, String id, boolean latest, int second) {
    return "<Version><Key>%s</Key><VersionId>%s</VersionId><IsLatest>%s</IsLatest>"
            .formatted(key, id, latest)
        + "<LastModified>2026-11-30T10:00:%02d.000Z</LastModified>".formatted(second)
        + "<ETag>&quot;e&quot;</ETag><Size>1</Size></Version>";
  }

  private static String marker(String key, String id, boolean latest, int second) {
    return "<DeleteMarker><Key>%s</Key><VersionId>%s</VersionId><IsLatest>%s</IsLatest>"
            .formatted(key, id, latest)
        + "<LastModified>2026-11-30T10:00:%02d.000Z</LastModified></DeleteMarker>"
            .formatted(second);
  }

  private static String listing(String... entries) {
    return "<ListVersionsResult><Name>bucket</Name><EncodingType>url</EncodingType>"
        + "<IsTruncated>false</IsTruncated>"
        + String.join("", entries)
        + "</ListVersionsResult>";
  }

  private List<String> ids(String file) {
    return service.of(FilePath.of(file)).map(ServiceVersion::id).toList();
  }

  private List<String> below() {
    return service
        .below(FilePath.ROOT, ListOptions.DEFAULTS)
        .map(version -> version.path() + " " + version.id())
        .toList();
  }

  @Test
  void versionsAndMarkersOfASecondAreInAnOrderThatCanBe() {
    answers(
        200,
        listing(
            version("a", "v3", true, 5),
            marker("a", "m2", false, 5),
            version("a", "v1", false, 5),
            version("a", "v0", false, 4)));
    assertThat(ids("a")).containsExactly("v3", "m2", "v1", "v0");
    answers(
        200,
        listing(
            marker("a", "m3", true, 5),
            version("a", "v2", false, 5),
            marker("a", "m1", false, 3),
            version("a", "v0", false, 2)));
    assertThat(ids("a")).containsExactly("m3", "v2", "m1", "v0");
  }

  @Test
  void versionsAndMarkersOfManyKeysAreOneListing() {
    answers(
        200,
        listing(
            marker("a%20b", "m1", true, 5),
            version("a%20b", "v1", false, 4),
            version("%F0%9F%98%80", "v2", true, 5),
            marker("%F0%9F%98%81", "m2", true, 5)));
    assertThat(below()).containsExactly("a b m1", "a b v1", "😀 v2", "😁 m2");
  }

  /** Ceph encodes the keys of entries, and neither the prefix nor the key of the marker. */
  @Test
  void aPageEndsAtTheVersionThatItNamesWhateverTheKeyOfTheMarkerIs() {
    String page =
        listing(version("100%25%2B1", "v2", true, 5))
            .replace(
                "<IsTruncated>false</IsTruncated>",
                "<IsTruncated>true</IsTruncated><Prefix>100%+1</Prefix>"
                    + "<NextKeyMarker>100%+1</NextKeyMarker>"
                    + "<NextVersionIdMarker>v2</NextVersionIdMarker>");
    answers(200, page);
    s3.stubFor(
        get(anyUrl())
            .withQueryParam("key-marker", equalTo("100%+1"))
            .withQueryParam("version-id-marker", equalTo("v2"))
            .willReturn(aResponse().withBody(listing(version("100%25%2B1", "v1", false, 4)))));
    assertThat(ids("100%+1")).containsExactly("v2", "v1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html><body>Please sign in</body></html>|not a listing",
        "<ListVersionsResult><Name>b</Name><IsTruncated>true</IsTruncated></ListVersionsResult>|not"
            + " where",
        "<ListVersionsResult><Name>b</Name><IsTruncated>yes</IsTruncated></ListVersionsResult>|not"
            + " where",
        "<ListVersionsResult><Version><VersionId>1</VersionId></Version></ListVersionsResult>|not a"
            + " listing",
        "<ListVersionsResult><Version><Key>a</Key><Size>1</Size></Version></ListVersionsResult>|id",
        "<ListVersionsResult><Version><Key>a</Key><VersionId>1</VersionId></Version>"
            + "</ListVersionsResult>|size",
        "<ListVersionsResult><Version><Key>a</Key><Size>x</Size></Version></ListVersionsResult>|",
        "<ListVersionsResult><Version>|"
      })
  void anAnswerThatCannotBeIsAnError(String xml, String hint) {
    answers(200, xml);
    assertThatThrownBy(this::below)
        .isInstanceOf(FileStoreException.class)
        .hasMessageContaining(hint == null ? "" : hint);
  }

  @Test
  void aServerWithoutVersionsKeepsNone() {
    answers(501, "<Error><Code>NotImplemented</Code></Error>");
    assertThat(service.state()).isEqualTo(ServiceVersions.State.DISABLED);
    answers(200, "<VersioningConfiguration/>");
    assertThat(service.state()).isEqualTo(ServiceVersions.State.DISABLED);
    answers(200, "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>");
    assertThat(service.state()).isEqualTo(ServiceVersions.State.SUSPENDED);
  }

  @Test
  void whoMayNotAskIsToldWhatToPermit() {
    answers(403, "<Error><Code>AccessDenied</Code></Error>");
    try (FileStore chosen = NativeVersioningFileStore.ifEnabled(store, Retention.ALL)) {
      assertThatThrownBy(() -> chosen.write("a", "x"))
          .isInstanceOfSatisfying(
              PermissionDeniedException.class,
              refused ->
                  assertThat(
                          store.unwrap(Diagnosis.class).orElseThrow().remedy(refused).orElseThrow())
                      .contains("s3:GetBucketVersioning"))
          .hasMessageContaining("versioning.mode=layer");
    }
  }

  @Test
  void aRefusalNamesTheRightThatIsMissing() {
    answers(403, "<Error><Code>AccessDenied</Code></Error>");
    FilePath version = new VersionPath(FilePath.of("a"), "v1").path();
    assertThatThrownBy(() -> ids("a"))
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageContaining("s3:ListBucketVersions");
    assertThatThrownBy(() -> store.read(version, ReadOptions.DEFAULTS))
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageContaining("s3:GetObjectVersion");
    assertThatThrownBy(() -> store.deleteFiles(List.of(version)))
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageContaining("s3:DeleteObjectVersion");
    assertThatThrownBy(() -> store.readBytes("a")).hasMessageNotContaining("s3:Get");
    answers(
        200,
        "<DeleteResult><Deleted><Key>a</Key><VersionId>v2</VersionId></Deleted>"
            + "<Error><Key>a</Key><VersionId>v1</VersionId><Code>AccessDenied</Code></Error>"
            + "</DeleteResult>");
    FilePath other = new VersionPath(FilePath.of("a"), "v2").path();
    assertThatThrownBy(() -> store.deleteFiles(List.of(version, other)))
        .isInstanceOfSatisfying(
            PermissionDeniedException.class,
            e -> assertThat(e.succeeded(List.of(version, other))).containsExactly(other))
        .hasMessageContaining("s3:DeleteObjectVersion");
  }

  @Test
  void aVersionThatIsADeletionHasNoContent() {
    answers(200, listing(marker("a", "m1", true, 1)));
    s3.stubFor(
        get(anyUrl())
            .withQueryParam("versionId", equalTo("m1"))
            .willReturn(
                aResponse()
                    .withStatus(405)
                    .withHeader("x-amz-delete-marker", "true")
                    .withBody("<Error><Code>MethodNotAllowed</Code></Error>")));
    s3.stubFor(
        head(anyUrl())
            .withQueryParam("versionId", equalTo("m1"))
            .willReturn(aResponse().withStatus(405).withHeader("x-amz-delete-marker", "true")));
    FileVersions versions = versions();
    assertThatThrownBy(() -> versions.read("a", "m1")).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> versions.restore("a", "m1")).isInstanceOf(NotFoundException.class);
  }

  private FileVersions versions() {
    s3.stubFor(
        get(anyUrl())
            .withQueryParam("versioning", equalTo(""))
            .willReturn(
                aResponse()
                    .withBody(
                        "<VersioningConfiguration><Status>Enabled</Status>"
                            + "</VersioningConfiguration>")));
    return NativeVersioningFileStore.of(store, Retention.ALL)
        .orElseThrow()
        .unwrap(FileVersions.class)
        .orElseThrow();
  }

  /** Amazon calls an id that it cannot have given an invalid argument. */
  @Test
  void anIdThatTheServerRefusesIsNotFound() {
    answers(200, listing(version("a", "v1", true, 1)));
    s3.stubFor(
        get(anyUrl())
            .withQueryParam("versionId", equalTo("odd"))
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody("<Error><Code>InvalidArgument</Code></Error>")));
    FileVersions versions = versions();
    assertThatThrownBy(() -> versions.read("a", "odd"))
        .isInstanceOf(NotFoundException.class)
        .hasCauseInstanceOf(StorageFailureException.class);
  }

  @Test
  void thePastBeginsWhereItIsAskedTo() {
    answers(200, listing(version("d/b", "v1", true, 1)));
    FileStore past = versions().asOf(Instant.now());
    assertThat(
            past.list(FilePath.of("d"), ListOptions.DEFAULTS.startAfter("d/a").pageSize(7))
                .map(entry -> entry.path().toString()))
        .containsExactly("d/b");
    s3.verify(
        getRequestedFor(anyUrl())
            .withQueryParam("key-marker", equalTo("d/a"))
            .withQueryParam("max-keys", equalTo("7"))
            .withQueryParam("prefix", equalTo("d/")));
  }
}
