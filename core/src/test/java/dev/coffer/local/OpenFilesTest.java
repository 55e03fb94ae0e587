package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that may open few files. */
class OpenFilesTest {
  @Test
  void tooManyOpenStreamsAreToldAndTheStoreWorksAgainWhenTheyAreClosed(@TempDir Path root)
      throws Exception {
    try (StoreProcess store = StoreProcess.start(StoreProcess.process().limited("-n 100"))) {
      store.ok("open", root, "FULL");
      store.ok("writeWithMetadata", "d/a", "text");

      StoreProcess.Answer answer = openUntilItFails(store);

      assertThat(answer.kind()).isEqualTo("StorageFailureException");
      assertThat(answer.text()).contains("too many open files").contains("d/a");
      assertThat(store.ok("closeStreams")).isNotEqualTo("0");
      assertThat(store.ok("read", "d/a")).isEqualTo("text");
      store.ok("write", "new/b", "text");
      assertThat(store.ok("walk", "")).isEqualTo("[d/a, new/b]");
      assertThat(PrivateArea.staged(root)).isEmpty();
    }
  }

  private static StoreProcess.Answer openUntilItFails(StoreProcess store)
      throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      StoreProcess.Answer answer = store.call("openStream", "d/a");
      if (!answer.isOk()) {
        return answer;
      }
    }
    throw new AssertionError("100 streams were opened");
  }

  @Test
  void directoriesThatAreKeptOpenGiveWayAfterTheFirstFailures(@TempDir Path root) throws Exception {
    try (StoreProcess store = StoreProcess.start(StoreProcess.process().limited("-n 100"))) {
      store.ok("open", root, "NONE");

      int failures = 0;
      for (int i = 0; i < 100; i++) {
        failures += store.call("write", "d" + i + "/a", "text").isOk() ? 0 : 1;
      }

      assertThat(failures).isBetween(1, 5);
      for (int i = 0; i < 100; i++) {
        store.ok("write", "d" + i + "/a", "text " + i);
      }
      for (int i = 0; i < 100; i++) {
        assertThat(store.ok("read", "d" + i + "/a")).isEqualTo("text " + i);
      }
      assertThat(PrivateArea.staged(root)).isEmpty();
    }
  }

  /** What a process has open, that has no more than a system gives by default. */
  private static int openFilesAfter(Path root, Iterable<String> paths) throws Exception {
    try (StoreProcess store = StoreProcess.start(StoreProcess.process().limited("-n 1024"))) {
      store.ok("open", root, "FULL");
      int before = Integer.parseInt(store.ok("openFiles"));
      for (String path : paths) {
        store.ok("write", path, "text");
      }
      int after = Integer.parseInt(store.ok("openFiles"));
      store.ok("clear");
      return after - before;
    }
  }

  private static final int MOST_OPEN =
      3 * (DirectoryHandles.MOST_KEPT + DirectoryHandles.MOST_KEPT / 4);

  @Test
  void manyDirectoriesInUseAreWithinTheBound(@TempDir(factory = FastDirectory.class) Path root)
      throws Exception {
    List<String> conversations =
        IntStream.range(0, 120).mapToObj(i -> "users/u" + i + "/conversations/s" + i).toList();
    List<String> paths = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (String conversation : conversations) {
        paths.add(conversation + "/events/" + round + ".json");
      }
    }
    assertThat(openFilesAfter(root, paths)).isBetween(200, MOST_OPEN);
  }

  @Test
  void deepDirectoriesAreWithinTheBound(@TempDir(factory = FastDirectory.class) Path root)
      throws Exception {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      paths.add("a/b/c/d/e/f" + i + "/g/file");
    }
    paths.add("d/".repeat(511) + "f");
    assertThat(openFilesAfter(root, paths)).isBetween(200, MOST_OPEN);
  }

  @Test
  void aDeepDirectoryIsListedAndDeletedWithFewOpenFiles(
      @TempDir(factory = FastDirectory.class) Path root) throws Exception {
    try (StoreProcess store = StoreProcess.start(StoreProcess.process().limited("-n 200"))) {
      store.ok("open", root, "NONE");
      String path = "d/".repeat(511) + "f";
      while (!store.call("write", path, "text").isOk()) {
        // fewer directories are kept after each failure
      }
      assertThat(store.ok("walk", "")).isEqualTo("[" + path + "]");
      store.ok("deleteDirectory", "d");
      assertThat(store.ok("list", "")).isEqualTo("[]");
    }
  }

  /** The directories that are used stay open, though more are passed on the way to them. */
  @Test
  void directoriesThatAreUsedInTurnStayOpen(@TempDir(factory = FastDirectory.class) Path root)
      throws Exception {
    AtomicInteger opened = new AtomicInteger();
    DirectoryHandles folders =
        new DirectoryHandles(
            PathDirectoryHandle.open(root),
            new DirectoryPlace(null, FilePath.ROOT, root, null),
            new DirectorySyncs(),
            opened::incrementAndGet);
    for (int round = 0; round < 2; round++) {
      opened.set(0);
      for (int i = 0; i < 120; i++) {
        Path directory = Path.of("u" + i, "conversations", "s" + i, "events");
        Files.createDirectories(root.resolve(directory));
        Objects.requireNonNull(folders.find(FilePath.of(directory.toString()))).close();
      }
    }
    assertThat(opened).as("ways down from the root").hasValue(0);
    folders.close();
  }
}
