package dev.coffer.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.spi.ServiceRequests;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import dev.coffer.versioning.VersioningFileStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Earlier versions in a bucket, and the requests that they take. */
class VersionsInABucketTest {
  private final Server server = Proxy.server();
  private final FileStore store =
      new VersioningFileStore(server.in(server.newBucket()).prefix("some/where").build());
  private final AtomicInteger requests = new AtomicInteger();

  private FileVersions versions() {
    return store.unwrap(FileVersions.class).orElseThrow();
  }

  private List<String> contents(String path) {
    return versions().versions(path).stream()
        .map(one -> one.deleteMarker() ? "-" : text(path, one))
        .toList();
  }

  private String text(String path, FileVersion version) {
    return new String(versions().read(path, version.id()), UTF_8);
  }

  private int requestsOf(Runnable call) {
    requests.set(0);
    call.run();
    return requests.get();
  }

  @Test
  void whatIsReplacedAndDeletedIsKeptAndRestored() {
    store.write("d/a b", "one");
    store.write("d/a b", "second");
    store.delete("d");
    assertThat(store.list("")).isEmpty();
    assertThat(contents("d/a b")).contains("one", "second", "-").hasSize(3);
    String one =
        versions().versions("d/a b").stream()
            .filter(version -> version.size() == 3)
            .findAny()
            .orElseThrow()
            .id();
    versions().restore("d/a b", one);
    assertThat(store.readString("d/a b")).isEqualTo("one");
    assertThat(store.scoped("d").list("")).containsExactly("a b");
  }

  @Test
  void aNewFileTakesOneRequestAndAReplacedFileThree() {
    store.write("first", "1");
    store.write("first", "2"); // the server is known by now
    ServiceRequests.Subscription unused =
        store
            .unwrap(ServiceRequests.class)
            .orElseThrow()
            .listen(
                request -> {
                  requests.incrementAndGet();
                  return (status, error) -> {};
                });
    assertThat(requestsOf(() -> store.write("new", "1"))).isEqualTo(1);
    assertThat(requestsOf(() -> store.write("new", "2"))).isEqualTo(3);
    assertThat(requestsOf(() -> store.readString("new"))).isEqualTo(1);
  }
}
