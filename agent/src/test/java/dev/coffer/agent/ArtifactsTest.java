package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.InvalidFilePathException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.StorageFullException;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsTest {
  private final FileStore store = new InMemoryFileStore();
  private final Artifacts artifacts = Artifacts.of(store, "ada");
  @TempDir Path root;

  private static Content bytes(int count) {
    return Content.of(new byte[count]);
  }

  private static Content stream(int count) {
    return Content.of(new ByteArrayInputStream(new byte[count]));
  }

  @Test
  void anArtifactIsStoredStreamedListedAndDeleted() throws IOException {
    artifacts.put("c1", "logs/build 🎉.txt", Content.of("done"));
    artifacts.put("c2", "x", bytes(1));
    assertThat(store.exists("users/ada/artifacts/c1/logs/build 🎉.txt")).isTrue();
    try (OpenedFile file = artifacts.open("c1", "logs/build 🎉.txt")) {
      assertThat(file.stream().readAllBytes()).asString().isEqualTo("done");
    }
    try (Stream<FileInfo> found = artifacts.list("c1")) {
      assertThat(found.map(FileInfo::size)).containsExactly(4L);
    }
    artifacts.delete("c1", "logs/build 🎉.txt");
    artifacts.delete("c1", "logs/build 🎉.txt");
    assertThatThrownBy(() -> artifacts.open("c1", "logs/build 🎉.txt"))
        .isInstanceOf(NotFoundException.class);
    artifacts.deleteAll("c2");
    assertThat(artifacts.usage()).isZero();
  }

  @Test
  void noNameLeadsOutOfTheConversation() {
    for (String name : List.of("../c2/x", "", "a/../../x", "x/")) {
      assertThatThrownBy(() -> artifacts.put("c1", name, bytes(1)))
          .isInstanceOf(InvalidFilePathException.class);
    }
    assertThatThrownBy(() -> artifacts.put("a/b", "x", bytes(1)))
        .isInstanceOf(InvalidFilePathException.class);
    artifacts.put("c1", "/x", bytes(1));
    assertThat(store.list("users/ada/artifacts/c1")).containsExactly("users/ada/artifacts/c1/x");
  }

  @Test
  void withoutAUserTheyAreAtTheRoot() {
    Artifacts.of(store, null).put("c1", "x", bytes(3));
    assertThat(store.list("artifacts/c1")).containsExactly("artifacts/c1/x");
    assertThat(artifacts.usage()).isZero();
  }

  @Test
  void aDeclaredSizeIsRefusedBeforeAByteIsTaken() {
    Artifacts limited = artifacts.quota(100);
    limited.put("c1", "a", bytes(60));
    AtomicLong taken = new AtomicLong();
    Content large = bytes(41).reporting(taken::set);
    assertThatThrownBy(() -> limited.put("c2", "b", large))
        .isInstanceOf(StorageFullException.class)
        .hasMessageContaining("write users/ada/artifacts/c2/b on memory")
        .hasMessageContaining("101 bytes are more than the quota of 100");
    assertThat(taken).hasValue(0);
    limited.put("c2", "b", bytes(40));
    limited.put("c2", "empty", bytes(0));
    assertThat(limited.usage()).isEqualTo(100);
  }

  @Test
  void anUndeclaredSizeStopsAtTheLimitAndNothingIsPublished() {
    Artifacts limited = artifacts.quota(1 << 20);
    limited.put("c1", "a", stream(1 << 20));
    limited.delete("c1", "a");
    AtomicLong taken = new AtomicLong();
    InMemoryFileStore endless = new InMemoryFileStore();
    Artifacts bounded = Artifacts.of(endless, "ada").quota(1 << 20);
    Content zeros =
        Content.of(
            out -> {
              while (true) {
                out.write(new byte[1000]);
                taken.addAndGet(1000);
              }
            });
    assertThatThrownBy(() -> bounded.put("c1", "endless", zeros))
        .isInstanceOf(StorageFullException.class);
    assertThat(taken).hasValueLessThan(2 << 20);
    assertThat(endless.list("")).isEmpty();
    bounded.put("c1", "b", bytes(1 << 20));
  }

  @Test
  void aReplacedArtifactCountsOnce() {
    Artifacts limited = artifacts.quota(100);
    for (int i = 0; i < 3; i++) {
      limited.put("c1", "a", bytes(70));
      limited.put("c1", "a", stream(60));
    }
    limited.put("c1", "b", stream(40));
    assertThatThrownBy(() -> limited.put("c1", "a", bytes(61)))
        .isInstanceOf(StorageFullException.class);
    assertThat(limited.usage()).isEqualTo(100);
  }

  @Test
  void whatOthersWriteAndDeleteCounts() {
    Artifacts limited = artifacts.quota(100);
    artifacts.put("c1", "others", bytes(90));
    assertThatThrownBy(() -> limited.put("c1", "a", bytes(11)))
        .isInstanceOf(StorageFullException.class);
    store.delete("users/ada/artifacts/c1/others");
    limited.put("c1", "a", bytes(100));
  }

  @Test
  void aSlowWriteDoesNotHideWhatReplacedItsFile() {
    Artifacts limited = artifacts.quota(100);
    Content slow =
        Content.of(
            out -> {
              limited.put("c1", "a", bytes(90));
              assertThatThrownBy(() -> limited.put("c1", "b", bytes(11)))
                  .isInstanceOf(StorageFullException.class);
              out.write(1);
            });
    limited.put("c1", "a", slow);
    assertThat(limited.usage()).isOne();
  }

  @Test
  void whatWasRefusedDoesNotCount() {
    Artifacts limited = artifacts.quota(100);
    Content slow =
        Content.of(
            out -> {
              assertThatThrownBy(() -> limited.put("c1", "b", bytes(101)))
                  .isInstanceOf(StorageFullException.class);
              out.write(new byte[100]);
            });
    limited.put("c1", "a", slow);
    assertThat(limited.usage()).isEqualTo(100);
  }

  @Test
  void manyThreadsTogetherStayBelowTheLimit() throws Exception {
    Artifacts limited = Artifacts.of(new LocalFileStore(root), "ada").quota(50_000);
    int writers = 8;
    CyclicBarrier start = new CyclicBarrier(writers);
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    List<Callable<Integer>> tasks =
        IntStream.range(0, writers)
            .<Callable<Integer>>mapToObj(
                writer ->
                    () -> {
                      start.await();
                      return stored(limited, writer);
                    })
            .toList();
    int stored = 0;
    for (Future<Integer> task : threads.invokeAll(tasks)) {
      stored += task.get();
    }
    threads.shutdown();
    assertThat(limited.usage()).isEqualTo(stored * 1000L).isLessThanOrEqualTo(50_000);
    assertThat(stored).isGreaterThanOrEqualTo(50 - writers);
    limited.put("c", "last", bytes((int) (50_000 - limited.usage())));
  }

  private static int stored(Artifacts limited, int writer) throws ExecutionException {
    int stored = 0;
    for (int i = 0; i < 10; i++) {
      try {
        limited.put("c" + writer, "f" + i, i % 2 == 0 ? bytes(1000) : stream(1000));
        stored++;
      } catch (StorageFullException e) {
        // The limit is reached.
      }
    }
    return stored;
  }

  @Test
  void anAgeLimitDeletesWhatWasWrittenBefore() throws IOException {
    Artifacts local = Artifacts.of(new LocalFileStore(root), "ada");
    local.put("c1", "old", bytes(1));
    local.put("c2", "d/old", bytes(1));
    local.put("c2", "new", bytes(1));
    Instant now = Instant.now();
    for (String old : List.of("c1/old", "c2/d/old")) {
      Path file = root.resolve("users/ada/artifacts").resolve(old);
      Files.setLastModifiedTime(file, FileTime.from(now.minus(Duration.ofDays(31))));
    }
    assertThat(local.deleteBefore(now.minus(Duration.ofDays(30)))).isEqualTo(2);
    assertThat(local.deleteBefore(now.minus(Duration.ofDays(30)))).isZero();
    assertThat(local.usage()).isEqualTo(1);
  }
}
