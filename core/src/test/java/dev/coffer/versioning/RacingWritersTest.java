package dev.coffer.versioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.CopyOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.NotFoundException;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every acknowledged content is found, whoever writes, deletes, moves and restores meanwhile. */
class RacingWritersTest {
  private static final int THREADS = 8;
  private static final List<String> PATHS =
      IntStream.range(0, 10).mapToObj(i -> i % 2 == 0 ? "p" + i : "d/p" + i).toList();

  private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();

  @Test
  void nothingIsLostInMemory() {
    FileStore store = new InMemoryFileStore();
    race(store, PATHS, 250);
    assertThat(lost(store)).isEmpty();
  }

  @Test
  void nothingIsLostOnDisk(@TempDir Path root) {
    FileStore store = new LocalFileStore(root, Durability.NONE);
    race(store, PATHS, 60);
    assertThat(lost(store)).isEmpty();
  }

  @Test
  void nothingIsLostAtOnePath() {
    FileStore store = new InMemoryFileStore();
    race(store, List.of("p"), 200);
    assertThat(lost(store)).isEmpty();
  }

  @Test
  void aReaderOnDiskFindsAFileWhileOthersReplaceRestoreAndMoveOntoIt(@TempDir Path root)
      throws InterruptedException {
    FileStore store = new LocalFileStore(root, Durability.NONE);
    new VersioningFileStore(store).write("p", "first");
    new VersioningFileStore(store).write("p", "second");
    AtomicBoolean ended = new AtomicBoolean();
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    Thread reader = new Thread(() -> readUntil(ended, store, failures));
    reader.start();
    run(i -> replace(new VersioningFileStore(store), "source-" + i));
    ended.set(true);
    reader.join();
    assertThat(failures).isEmpty();
  }

  /** A file that is not there fails the read. */
  private static void readUntil(AtomicBoolean ended, FileStore store, List<Throwable> failures) {
    try {
      while (!ended.get()) {
        assertThat(store.readString("p")).isNotEmpty();
        assertThat(store.exists("p")).isTrue();
        assertThat(store.list("")).contains("p");
      }
    } catch (Throwable e) {
      failures.add(e);
    }
  }

  private static void replace(FileStore store, String source) {
    for (int i = 0; i < 12; i++) {
      store.write("p", source + i);
      restore(store, "p", new Random(i));
      store.write(source, source + i);
      store.copy(source, "p");
      store.move(source, "p");
    }
  }

  @Test
  void nothingIsLostIfAnotherIsFasterBetweenALookAndTheCopy() {
    FileStore store = overtaken(new InMemoryFileStore(), true);
    assertThat(lost(store)).isEmpty();
  }

  /** Were the test blind, it would prove nothing. */
  @Test
  void aCopyThatIgnoresItsConditionLosesAContent() {
    FileStore store = overtaken(new InMemoryFileStore(), false);
    assertThat(lost(store)).containsExactly("first");
  }

  /** Another layer replaces a file when this one has looked at it and is about to keep it. */
  private FileStore overtaken(FileStore store, boolean onCondition) {
    AtomicBoolean armed = new AtomicBoolean(true);
    FileStore slow =
        new ForwardingFileStore(store) {
          @Override
          public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
            if (armed.getAndSet(false)) {
              acknowledge(new VersioningFileStore(store), "second");
            }
            return super.copy(source, target, onCondition ? options : CopyOptions.DEFAULTS);
          }
        };
    acknowledge(new VersioningFileStore(store), "first");
    acknowledge(new VersioningFileStore(slow), "third");
    return store;
  }

  private void acknowledge(FileStore store, String text) {
    store.write("p", text);
    acknowledged.computeIfAbsent("p", p -> new ConcurrentSkipListSet<>()).add(text);
  }

  /** Each thread has a layer of its own, as processes have. */
  private void race(FileStore store, List<String> paths, int rounds) {
    run(i -> change(new VersioningFileStore(store), paths, rounds, new Random(i)));
  }

  private static void run(IntConsumer work) {
    CountDownLatch start = new CountDownLatch(1);
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    List<Thread> threads =
        IntStream.range(0, THREADS)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          try {
                            start.await();
                            work.accept(i);
                          } catch (Throwable e) {
                            failures.add(e);
                          }
                        }))
            .toList();
    threads.forEach(Thread::start);
    start.countDown();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    assertThat(failures).isEmpty();
  }

  private void change(FileStore store, List<String> paths, int rounds, Random random) {
    for (int i = 0; i < rounds; i++) {
      String path = paths.get(random.nextInt(paths.size()));
      switch (random.nextInt(10)) {
        case 0 -> store.deleteFile(path);
        case 1 -> move(store, path, paths.get(random.nextInt(paths.size())));
        case 2 -> restore(store, path, random);
        default -> {
          String text = Thread.currentThread().getId() + "-" + System.nanoTime() + "-" + i;
          store.write(path, text);
          acknowledged.computeIfAbsent(path, p -> new ConcurrentSkipListSet<>()).add(text);
        }
      }
    }
  }

  private static void move(FileStore store, String source, String target) {
    try {
      store.move(source, target);
    } catch (NotFoundException e) {
      // Deleted, or moved by another.
    }
  }

  private static void restore(FileStore store, String path, Random random) {
    FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
    List<FileVersion> found =
        versions.versions(path).stream().filter(one -> !one.deleteMarker()).toList();
    if (!found.isEmpty()) {
      versions.restore(path, found.get(random.nextInt(found.size())).id());
    }
  }

  /** The acknowledged contents that are neither the current file of their path nor a version. */
  private Set<String> lost(FileStore store) {
    Set<String> lost = new TreeSet<>();
    FileVersions versions = new VersioningFileStore(store).unwrap(FileVersions.class).orElseThrow();
    acknowledged.forEach(
        (path, texts) -> {
          lost.addAll(texts);
          Stream<String> kept =
              versions.versions(path).stream()
                  .filter(one -> !one.deleteMarker())
                  .map(one -> new String(versions.read(path, one.id()), UTF_8));
          kept.forEach(lost::remove);
          if (store.exists(path)) {
            lost.remove(store.readString(path));
          }
        });
    return lost;
  }
}
