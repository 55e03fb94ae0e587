package dev.coffer.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.spi.Diagnosis;
import dev.coffer.spi.ServiceRequests;
import dev.coffer.spi.ServiceVersion;
import dev.coffer.spi.ServiceVersions;
import dev.coffer.spi.VersionPath;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** What a bucket keeps itself, beyond what all versions have in common. */
@Tag("one-jdk")
class NativeVersionsTest {
  private final Server server = Proxy.server();
  private final String bucket = server.newVersionedBucket();
  private final S3FileStore plain = server.in(bucket).prefix("p").build();
  private final S3Client client = plain.unwrap(S3Client.class).orElseThrow();
  private final List<FileStore> opened = new ArrayList<>(List.of(plain));
  private final List<String> requests = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(FileStore::close);
  }

  private FileStore open(String name, String mode) {
    FileStoreConfig.Builder config =
        FileStoreConfig.builder()
            .uri("s3://" + name + "/p?versioning=on&endpoint=" + server.endpoint())
            .option("access-key", server.accessKey())
            .option("secret-key", server.secretKey());
    FileStore store =
        FileStores.open((mode.isEmpty() ? config : config.option("versioning.mode", mode)).build());
    opened.add(store);
    return store;
  }

  private static FileVersions versions(FileStore store) {
    return store.unwrap(FileVersions.class).orElseThrow();
  }

  private static List<String> contents(FileStore store, String path) {
    FileVersions versions = versions(store);
    return versions.versions(path).stream()
        .map(one -> one.deleteMarker() ? "-" : new String(versions.read(path, one.id()), UTF_8))
        .toList();
  }

  private void watch(FileStore store) {
    ServiceRequests.Subscription unused =
        store
            .unwrap(ServiceRequests.class)
            .orElseThrow()
            .listen(
                request -> {
                  requests.add(request.name());
                  return (status, error) -> {};
                });
  }

  private List<String> requestsOf(Runnable call) {
    requests.clear();
    call.run();
    return List.copyOf(requests);
  }

  private void setVersioning(BucketVersioningStatus status) {
    client.putBucketVersioning(
        r -> r.bucket(bucket).versioningConfiguration(v -> v.status(status)));
  }

  @Test
  void aChangeTakesOneRequestAndTheFirstOneAsksTheBucket() {
    FileStore store = open(bucket, "");
    watch(store);
    assertThat(requestsOf(() -> store.write("a", "1")))
        .containsExactly("GetBucketVersioning", "ListObjectsV2", "PutObject");
    assertThat(requestsOf(() -> store.write("a", "22"))).containsExactly("PutObject");
    assertThat(requestsOf(() -> store.write("b", "1"))).containsExactly("PutObject");
    assertThat(requestsOf(() -> store.deleteFile("a"))).containsExactly("DeleteObject");
    assertThat(requestsOf(() -> contents(store, "a")))
        .containsExactly("ListObjectVersions", "GetObject", "GetObject");
    FileVersion newest = versions(store).versions("a").get(1);
    assertThat(requestsOf(() -> versions(store).restore("a", newest.id())))
        .containsExactly("HeadObject", "CopyObject");
    assertThat(store.readString("a")).isEqualTo("22");
    assertThat(contents(store, "a")).contains("1", "22");
    assertThat(client.listObjectsV2(r -> r.bucket(bucket)).contents())
        .extracting(object -> object.key())
        .containsExactly("p/a", "p/b");
  }

  @Test
  void aBucketWithoutVersionsHasThoseOfTheLayer() {
    String other = server.newBucket();
    FileStore store = open(other, "");
    store.write("a", "1");
    store.write("a", "22");
    assertThat(contents(store, "a")).containsExactly("1");
    try (S3FileStore below = server.in(other).prefix("p").build()) {
      S3Client same = below.unwrap(S3Client.class).orElseThrow();
      assertThat(same.listObjectsV2(r -> r.bucket(other).prefix("p/.coffer/files/")).contents())
          .hasSize(1);
    }
    assertThatThrownBy(() -> open(other, "native").write("a", "333"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("versioning of the bucket is off");
    assertThat(store.readString("a")).isEqualTo("22");
  }

  @Test
  void aHistoryOfTheLayerIsGoneOnWithUntilSomebodyDecides() {
    FileStore layer = open(bucket, "layer");
    layer.write("a", "1");
    layer.write("a", "22");
    FileStore chosen = open(bucket, "");
    chosen.write("a", "333");
    assertThat(contents(chosen, "a")).containsExactlyInAnyOrder("1", "22");
    assertThat(contents(layer, "a")).containsExactlyInAnyOrder("1", "22");
    assertThat(contents(open(bucket, "native"), "a")).containsExactlyInAnyOrder("1", "22");
  }

  @Test
  void whatWasThereBeforeTheBucketKeptVersionsIsAVersionToo() {
    String late = server.newBucket();
    try (S3FileStore before = server.in(late).prefix("p").build()) {
      before.write("a", "before");
      before
          .unwrap(S3Client.class)
          .orElseThrow()
          .putBucketVersioning(
              r ->
                  r.bucket(late)
                      .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    }
    FileStore store = open(late, "native");
    store.write("a", "after");
    assertThat(contents(store, "a")).containsExactly("before");
    FileInfo unused = versions(store).restore("a", versions(store).versions("a").get(0).id());
    assertThat(store.readString("a")).isEqualTo("before");
  }

  @Test
  void aSuspendedBucketIsSaidToBeSo() {
    plain.write("a", "1");
    plain.write("a", "22");
    setVersioning(BucketVersioningStatus.SUSPENDED);
    ServiceVersions service = plain.unwrap(ServiceVersions.class).orElseThrow();
    assertThat(service.state()).isEqualTo(ServiceVersions.State.SUSPENDED);
    assertThatThrownBy(() -> open(bucket, "native").write("a", "333"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("suspended");
    FileStore layer = open(bucket, "");
    layer.write("a", "333");
    assertThat(contents(layer, "a")).containsExactly("22");
  }

  @Test
  void versionsOfManyPagesComeInTheOrderOfTheKeys() {
    for (String name : List.of("a", "b", "c/d")) {
      IntStream.range(0, 4).forEach(i -> plain.write(name, name + i));
    }
    plain.deleteFile("b");
    ServiceVersions service = plain.unwrap(ServiceVersions.class).orElseThrow();
    try (Stream<ServiceVersion> all =
        service.below(FilePath.ROOT, ListOptions.DEFAULTS.pageSize(3))) {
      List<ServiceVersion> found = all.toList();
      assertThat(found).hasSize(13);
      assertThat(found).extracting(ServiceVersion::path).isSorted();
      assertThat(found).filteredOn(ServiceVersion::isCurrent).hasSize(2);
      assertThat(found).extracting(ServiceVersion::id).doesNotHaveDuplicates();
    }
  }

  @Test
  void keysOfOtherToolsAreLeftOut() {
    for (String key : List.of("p/d/", "p/d/e", "q/other")) {
      client.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("x"));
      client.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("yy"));
    }
    try (var all = versions(open(bucket, "native")).histories("")) {
      assertThat(all).extracting(one -> one.path().toString()).containsExactly("d/e");
    }
  }

  @Test
  void aVersionIsNeitherWrittenNorMoved() {
    plain.write("a", "1");
    ServiceVersions service = plain.unwrap(ServiceVersions.class).orElseThrow();
    String id = service.of(FilePath.of("a")).findFirst().orElseThrow().id();
    FilePath version = new VersionPath(FilePath.of("a"), id).path();
    assertThatThrownBy(() -> plain.write(version, Content.of("x"), WriteOptions.DEFAULTS))
        .isInstanceOf(UnsupportedFeatureException.class);
    assertThatThrownBy(() -> plain.move(version, FilePath.of("b")))
        .isInstanceOf(UnsupportedFeatureException.class);
    assertThat(plain.exists("b")).isFalse();
    assertThat(plain.readString("a")).isEqualTo("1");
  }

  @Test
  void theDiagnosisTellsWhatTheBucketDoes() {
    Map<String, String> findings = plain.unwrap(Diagnosis.class).orElseThrow().findings();
    assertThat(findings).containsEntry("bucket versioning", "on");
    assertThat(findings).containsKeys("bucket lifecycle", "conditions");
  }
}
