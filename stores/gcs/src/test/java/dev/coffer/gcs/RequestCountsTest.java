package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConflictException;
import dev.coffer.DeleteOptions;
import dev.coffer.FilePath;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.fakegcs.FakeGcsServer;
import dev.coffer.testkit.ProxiedRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each operation costs: requests, never one more to look before it acts. */
class RequestCountsTest {
  private final FakeGcsServer server = new FakeGcsServer();
  private GoogleCloudFileStore store;

  @BeforeEach
  void open() {
    server.createBucket("bucket");
    store = another();
  }

  /** A store that has seen nothing. */
  private GoogleCloudFileStore another() {
    return GoogleCloudFileStore.builder("bucket")
        .endpoint(server.uri().toString())
        .prefix("p")
        .partSize(GcsLimits.PART_UNIT)
        .build();
  }

  @AfterEach
  void close() {
    store.close();
    server.close();
  }

  /** Method and kind of the requests that an action makes. */
  private List<String> of(Runnable action) {
    server.forgetRequests();
    action.run();
    return server.requests().stream().map(RequestCountsTest::kind).toList();
  }

  private static String kind(ProxiedRequest request) {
    String path = request.target().replaceFirst("\\?.*", "");
    String kind =
        path.startsWith("/download/") || request.target().contains("alt=media")
            ? "media"
            : path.startsWith("/upload/")
                ? "upload"
                : path.startsWith("/batch/")
                    ? "batch"
                    : path.contains("/rewriteTo/")
                        ? "rewrite"
                        : path.endsWith("/o") ? "list" : path.contains("/o/") ? "object" : "bucket";
    return request.method() + " " + kind;
  }

  @Test
  void oneFileCostsOneRequest() {
    assertThat(of(() -> store.write("a", "x"))).containsExactly("POST upload");
    assertThat(of(() -> store.write("a", "y"))).containsExactly("POST upload");
    assertThat(of(() -> store.readString("a"))).containsExactly("GET media");
    assertThat(of(() -> store.stat("a"))).containsExactly("GET object");
    assertThat(of(() -> store.copy("a", "b"))).containsExactly("GET object", "POST rewrite");
    assertThat(of(() -> store.move("b", "c")))
        .containsExactly("GET object", "POST rewrite", "DELETE object");
    assertThat(of(() -> store.deleteFile("a"))).containsExactly("DELETE object");
    assertThat(of(() -> store.exists("a"))).containsExactly("GET object");
    assertThat(of(() -> assertThrows(NotFoundException.class, () -> store.open("a"))))
        .containsExactly("GET media");
  }

  @Test
  void metadataThatAreAskedForCostARequestMore() {
    store.write("a", new byte[3], WriteOptions.DEFAULTS.metadata("k", "v"));
    assertThat(
            of(
                () -> {
                  try (OpenedFile file = store.read(FilePath.of("a"), ReadOptions.DEFAULTS)) {
                    assertThat(file.info().metadata()).isEqualTo(Map.of("k", "v"));
                  }
                }))
        .containsExactly("GET object", "GET media");
  }

  @Test
  void aFileThatTheStoreHasSeenIsReplacedWithOneRequest() {
    store.write("a", "x");
    store.write("b", "x");
    try (GoogleCloudFileStore other = another()) {
      other.readString("a");
      other.stat("b");
      assertThat(of(() -> other.write("a", "y"))).containsExactly("POST upload");
      assertThat(of(() -> other.write("b", "y"))).containsExactly("POST upload");
    }
  }

  @Test
  void aFileThatTheStoreHasNotSeenIsLookedAtBeforeItIsReplaced() {
    store.write("a", "x");
    try (GoogleCloudFileStore other = another()) {
      assertThat(of(() -> other.write("a", "y")))
          .containsExactly("POST upload", "GET object", "POST upload");
    }
    assertThat(store.readString("a")).isEqualTo("y");
    assertThat(of(() -> store.write("a", "z")))
        .as("what was read is known")
        .containsExactly("POST upload");
  }

  @Test
  void aConditionalWriteCostsOneRequestAlsoWhenItIsRefused() {
    WriteOptions ifAbsent = WriteOptions.DEFAULTS.ifAbsent();
    assertThat(of(() -> store.write("a", new byte[1], ifAbsent))).containsExactly("POST upload");
    assertThat(
            of(
                () ->
                    assertThrows(
                        ConflictException.class, () -> store.write("a", new byte[1], ifAbsent))))
        .containsExactly("POST upload");
  }

  @Test
  void aDeletionOnAConditionCostsOneRequestAlsoWhenItIsRefused() {
    DeleteOptions seen = DeleteOptions.DEFAULTS.ifMatch(store.write("a", "x").etag());
    DeleteOptions present = DeleteOptions.DEFAULTS.ifMatch(store.write("a", "y").etag());
    assertThat(of(() -> assertThrows(ConflictException.class, () -> store.deleteFile("a", seen))))
        .containsExactly("DELETE object");
    assertThat(of(() -> store.deleteFile("a", present))).containsExactly("DELETE object");
    assertThat(
            of(() -> assertThrows(ConflictException.class, () -> store.deleteFile("a", present))))
        .containsExactly("DELETE object");
    assertThat(of(() -> store.deleteFile("a", DeleteOptions.DEFAULTS)))
        .containsExactly("DELETE object");
  }

  @Test
  void everyRequestOfAWriteNamesTheGenerationThatItReplaces() {
    store.write("a", "x");
    store.write("a", "y");
    store.write("a", new byte[3 * GcsLimits.PART_UNIT]);
    store.copy("a", "b");
    assertThat(server.requests())
        .filteredOn(request -> request.method().equals("POST"))
        .allMatch(request -> request.hasParameter("ifGenerationMatch"));
  }

  @Test
  void aLargeFileCostsARequestForEachPartAndOneMore() {
    assertThat(of(() -> store.write("a", new byte[3 * GcsLimits.PART_UNIT])))
        .containsExactly("POST upload", "PUT upload", "PUT upload", "PUT upload");
  }

  @Test
  void theBucketIsAskedForOnceAtMost() {
    assertThat(of(() -> store.exists("a"))).containsExactly("GET object", "GET bucket");
    assertThat(of(() -> store.exists("b"))).containsExactly("GET object");
  }

  @Test
  void aHundredFilesAreDeletedWithOneRequest() {
    store.write("a", "x");
    List<String> names = IntStream.range(0, 250).mapToObj(i -> "f" + i).toList();
    assertThat(of(() -> store.deleteAll(names)))
        .containsExactly("POST batch", "POST batch", "POST batch");
    assertThat(of(() -> store.deleteAll(List.of("a")))).containsExactly("DELETE object");
  }
}
