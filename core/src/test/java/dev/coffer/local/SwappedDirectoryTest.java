package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A directory that another program swaps back and forth with a link that leads out, while calls go
 * through it. The files outside have the names of those inside, so that every call that followed
 * the link would find something there.
 */
class SwappedDirectoryTest {
  private static final int ROUNDS = 3_000;
  private static final List<String> NAMES = List.of("a", "b", "deep/a");

  private final Path root;
  private final Path outside;
  private final Path aside;
  private final AtomicInteger rounds = new AtomicInteger();
  private final AtomicLong successes = new AtomicLong();
  private final AtomicLong absences = new AtomicLong();
  private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();

  SwappedDirectoryTest(@TempDir(factory = FastDirectory.class) Path directory) throws IOException {
    root = Files.createDirectory(directory.resolve("root"));
    outside = directory.resolve("outside");
    Files.createDirectories(outside.resolve("deep"));
    aside = directory.resolve("aside");
    for (String name : NAMES) {
      Files.writeString(outside.resolve(name), "secret");
    }
    Files.createDirectory(outside.resolve("only outside"));
    Files.writeString(outside.resolve("only outside/secret"), "secret");
  }

  @Test
  void noCallEverFollowsTheLink() throws Exception {
    try (LocalFileStore store = new LocalFileStore(root, Durability.NONE)) {
      store.write("x/a", "mine");
      List<Thread> threads = new ArrayList<>();
      threads.add(new Thread(this::swap));
      threads.add(repeating(store, this::read));
      threads.add(repeating(store, this::list));
      threads.add(repeating(store, this::write));
      threads.add(repeating(store, this::copyAndMove));
      threads.add(repeating(store, this::delete));
      for (Thread thread : threads) {
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }

      assertThat(wrong).isEmpty();
      assertThat(successes.get()).isGreaterThan(100);
      assertThat(absences.get()).isGreaterThan(100);
      assertOutsideIsAsItWas();
      assertThat(PrivateArea.staged(root)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDirectoryThatIsSwappedBetweenTwoCallsIsNotUsedAnyMore(boolean handles) throws IOException {
    Path directory = root.resolve("d");
    Path spare = root.resolve("spare");
    FilePath file = FilePath.of("d/file");
    Content content = Content.of("mine");
    try (LocalFileStore store =
        new LocalFileStore(root, Durability.NONE, new FileSystemFeatures(handles, true))) {
      Files.createDirectory(directory);
      for (int i = 0; i < 300; i++) {
        Files.createDirectory(spare);
        Path away = outside.resolve("away" + i);
        store.stat(file);
        Files.move(directory, away);
        Files.move(spare, directory);
        store.write(file, content, WriteOptions.DEFAULTS);
        assertThat(away).isEmptyDirectory();
        assertThat(store.readString("d/file")).isEqualTo("mine");
        Files.delete(directory.resolve("file"));
      }
    }
  }

  private void assertOutsideIsAsItWas() throws IOException {
    try (Stream<Path> all = Files.walk(outside)) {
      assertThat(all.map(path -> outside.relativize(path).toString()))
          .containsExactlyInAnyOrder(
              "", "a", "b", "deep", "deep/a", "only outside", "only outside/secret");
    }
    for (String name : NAMES) {
      assertThat(outside.resolve(name)).hasContent("secret");
    }
  }

  /** Moves the directory aside, leads its name outside for a moment, and moves it back. */
  private void swap() {
    Path x = root.resolve("x");
    while (rounds.get() < ROUNDS) {
      try {
        Files.move(x, aside);
        tryTo(() -> Files.createSymbolicLink(x, outside));
        Thread.onSpinWait();
        if (Files.isSymbolicLink(x)) {
          tryTo(() -> Files.delete(x));
        }
        while (Files.exists(aside)) {
          tryTo(() -> Trees.delete(x));
          tryTo(() -> Files.move(aside, x));
        }
        rounds.incrementAndGet();
      } catch (IOException e) {
        tryTo(() -> Files.createDirectory(x)); // a call has deleted it
      }
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  /** What the store has done to the name meanwhile may be in the way: so be it. */
  private static void tryTo(Step step) {
    try {
      step.run();
    } catch (IOException | java.io.UncheckedIOException e) {
      Thread.onSpinWait();
    }
  }

  private interface Call {
    void run(LocalFileStore store, String path);
  }

  private Thread repeating(LocalFileStore store, Call call) {
    return new Thread(
        () -> {
          for (int i = 0; rounds.get() < ROUNDS; i++) {
            try {
              call.run(store, "x/" + NAMES.get(i % NAMES.size()));
              successes.incrementAndGet();
            } catch (StorageFailureException e) {
              wrong.add(e); // typed, but nothing here is worth that error
            } catch (FileStoreException e) {
              absences.incrementAndGet();
            } catch (RuntimeException | Error e) {
              wrong.add(e);
            }
          }
        });
  }

  private void read(LocalFileStore store, String path) {
    if (store.exists(path)) {
      assertThat(store.readString(path)).isEqualTo("mine");
    }
  }

  private void list(LocalFileStore store, String path) {
    assertThat(store.list("x")).doesNotContain("x/only outside/");
    assertThat(store.list("x/only outside")).isEmpty();
    try (Stream<FileInfo> files = store.walk("")) {
      assertThat(files.map(file -> file.path().name())).doesNotContain("secret");
    }
  }

  private void write(LocalFileStore store, String path) {
    store.write(path, "mine");
    store.write("x/new/" + rounds, "mine");
  }

  private void copyAndMove(LocalFileStore store, String path) {
    store.copy(path, "x/copied");
    store.move(path, "x/moved");
    store.copy(path, "copy");
    assertThat(store.readString("copy")).isEqualTo("mine");
  }

  private void delete(LocalFileStore store, String path) {
    store.deleteFile(path);
    store.delete("x/new");
    store.deleteDirectory("x/only outside");
    store.deleteDirectory("x/deep");
  }
}
