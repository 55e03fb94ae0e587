package dev.coffer.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.versioning.FileVersions;
import dev.coffer.versioning.VersioningFileStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

/** Earlier versions in a bucket, also of writers who do not know of each other. */
class VersionsInABucketTest {
  private final String bucket = Fake.newBucket();

  private FileStore open() {
    return new VersioningFileStore(Fake.in(bucket).prefix("some/where").build());
  }

  private static List<String> contents(FileStore store, String path) {
    FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
    return versions.versions(path).stream()
        .map(one -> one.deleteMarker() ? "-" : new String(versions.read(path, one.id()), UTF_8))
        .toList();
  }

  @Test
  void whatIsReplacedAndDeletedIsKeptInOrder() {
    try (FileStore store = open()) {
      store.write("d/a b", "one");
      store.write("d/a b", "two");
      store.delete("d");
      assertThat(store.list("")).isEmpty();
      assertThat(contents(store, "d/a b")).containsExactly("-", "two", "one");
      store.write("d/a b", "three");
      assertThat(contents(store.scoped("d"), "a b")).containsExactly("-", "two", "one");
    }
  }

  @Test
  void nothingIsLostAmongWritersOfOnePath() throws InterruptedException {
    Set<String> acknowledged = new ConcurrentSkipListSet<>();
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String name = "writer " + i;
      writers.add(new Thread(() -> write(name, acknowledged)));
    }
    writers.forEach(Thread::start);
    for (Thread writer : writers) {
      writer.join();
    }
    try (FileStore store = open()) {
      List<String> found = new ArrayList<>(contents(store, "p"));
      found.add(store.readString("p"));
      assertThat(acknowledged).hasSize(40);
      assertThat(found).containsAll(acknowledged);
    }
  }

  private void write(String name, Set<String> acknowledged) {
    try (FileStore store = open()) {
      for (int i = 0; i < 10; i++) {
        store.write("p", name + " " + i);
        acknowledged.add(name + " " + i);
      }
    }
  }
}
