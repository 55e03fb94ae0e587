package dev.coffer.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.StorageFullException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads on the same few names; at the end everything must add up. */
final class InMemoryFileStoreStressTest {
  private static final int THREADS = 8;
  private static final List<String> PATHS =
      List.of("a", "a/b", "a/b/c", "a/b/d", "a/e", "f", "f/g", "f/g/h/i", "k/l", "k/m");

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Runs a task on every thread at once, with the number of the thread. */
  private void onAllThreads(IntConsumer task) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      running.add(
          threads.submit(
              () -> {
                start.await();
                task.accept(thread);
                return true;
              }));
    }
    for (Future<?> each : running) {
      each.get();
    }
  }

  /** Writes, moves, copies and deletes at random; conflicts and a full store are expected. */
  private static void disturb(FileStore store, int thread, int times) {
    SplittableRandom random = new SplittableRandom(thread);
    for (int i = 0; i < times; i++) {
      try {
        disturbOnce(store, random);
      } catch (ConflictException | NotFoundException | StorageFullException e) {
        assertThat(e.failures()).hasSize(1);
      }
    }
  }

  private static void disturbOnce(FileStore store, SplittableRandom random) {
    String path = PATHS.get(random.nextInt(PATHS.size()));
    String other = PATHS.get(random.nextInt(PATHS.size()));
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> store.write(path, new byte[random.nextInt(40)]);
      case 3 -> store.copy(path, other);
      case 4 -> store.move(path, other);
      case 5 -> store.delete(path);
      default -> store.deleteFile(path);
    }
  }

  @Test
  void namesThatAreFileAndDirectoryInTurnsLeaveNoGhost() throws Exception {
    for (int round = 0; round < 20; round++) {
      FileStore store = new InMemoryFileStore();
      int seed = round * THREADS;
      onAllThreads(thread -> disturb(store, seed + thread, 2000));
      assertNamesAddUp(store);
      assertNothingIsLeftAfterDeletingAll(store);
    }
  }

  private static void assertNamesAddUp(FileStore store) {
    List<String> files =
        store.walk("").map(FileInfo::path).map(Object::toString).collect(Collectors.toList());
    List<String> found = PATHS.stream().filter(store::exists).sorted().toList();
    assertThat(files).containsExactlyInAnyOrderElementsOf(found);
    for (String file : files) {
      assertThat(files).noneMatch(other -> other.startsWith(file + "/"));
    }
  }

  /** A directory whose count is wrong would forbid a file of its name, or forget its files. */
  private static void assertNothingIsLeftAfterDeletingAll(FileStore store) {
    PATHS.forEach(store::deleteFile);
    assertThat(store.list("")).isEmpty();
    for (String name : List.of("a", "a/b", "a/b/c", "f", "f/g", "f/g/h", "k")) {
      store.write(name, "a file");
      assertThatThrownBy(() -> store.write(name + "/below", "x"))
          .isInstanceOf(ConflictException.class);
      store.deleteFile(name);
    }
  }

  @Test
  void theBytesCountedAreTheBytesStored() throws Exception {
    for (int round = 0; round < 20; round++) {
      long limit = 100;
      FileStore store = new InMemoryFileStore(limit);
      int seed = round * THREADS;
      onAllThreads(thread -> disturb(store, seed + thread, 2000));
      long stored = store.walk("").mapToLong(FileInfo::size).sum();
      assertThat(stored).isLessThanOrEqualTo(limit);
      store.write("z/rest", new byte[(int) (limit - stored)]);
      assertThatThrownBy(() -> store.write("z/more", new byte[1]))
          .isInstanceOf(StorageFullException.class);
    }
  }

  @Test
  void aWriteThatDoesNotFitMakesNoOtherFail() throws Exception {
    SharedMemory memory = new SharedMemory(1000);
    memory.grow(900, "most", "memory:");
    onAllThreads(
        thread -> {
          if (thread % 2 == 0) {
            assertThat(timesThatFit(memory, 500, 50_000)).isZero();
          } else {
            assertThat(timesThatFit(memory, 1, 500_000)).isEqualTo(500_000);
          }
        });
    assertThat(fits(memory, 100)).isTrue();
    assertThat(fits(memory, 1)).isFalse();
  }

  private static int timesThatFit(SharedMemory memory, long bytes, int times) {
    int fitting = 0;
    for (int i = 0; i < times; i++) {
      if (fits(memory, bytes)) {
        memory.adjust(-bytes);
        fitting++;
      }
    }
    return fitting;
  }

  private static boolean fits(SharedMemory memory, long bytes) {
    try {
      memory.grow(bytes, "file", "memory:");
      return true;
    } catch (StorageFullException e) {
      return false;
    }
  }

  @Test
  void ofTwoMovesOfOneFileOneFindsNothing() throws Exception {
    FileStore store = new InMemoryFileStore();
    AtomicInteger moved = new AtomicInteger();
    CyclicBarrier together = new CyclicBarrier(THREADS);
    int files = 1000;
    for (int i = 0; i < files; i++) {
      store.write("from/" + i, "x");
    }
    onAllThreads(
        thread -> {
          for (int i = 0; i < files; i++) {
            await(together);
            moved.addAndGet(move(store, "from/" + i, "to/" + thread + "/" + i));
          }
        });
    assertThat(moved).hasValue(files);
    assertThat(store.walk("")).hasSize(files);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int move(FileStore store, String source, String target) {
    try {
      store.move(source, target);
      return 1;
    } catch (NotFoundException e) {
      return 0;
    }
  }

  @Test
  void filesMovedInACircleStayOne() throws Exception {
    FileStore store = new InMemoryFileStore();
    store.write("0", "x");
    onAllThreads(
        thread -> {
          for (int i = 0; i < 5000; i++) {
            move(store, Integer.toString(i % 3), Integer.toString((i + 1 + thread % 2) % 3));
          }
        });
    assertThat(store.walk("")).hasSize(1);
  }

  @Test
  void creatingAndDeletingInOneDirectoryIsNeverInTheWay() throws Exception {
    FileStore store = new InMemoryFileStore();
    onAllThreads(
        thread -> {
          String own = "shared/deep/" + thread;
          for (int i = 0; i < 3000; i++) {
            store.write(own, "x");
            assertThat(store.list("shared/deep")).contains(own);
            store.deleteFile(own);
            assertThat(store.exists(own)).isFalse();
          }
        });
    assertThat(store.list("")).isEmpty();
    store.write("shared", "a file now");
  }

  /** The threads but one wait for a file by listing, and look at it as soon as it is listed. */
  @Test
  void whatIsListedIsThere() throws Exception {
    InMemoryFileStore store = new InMemoryFileStore();
    AtomicInteger missing = new AtomicInteger();
    onAllThreads(
        thread -> {
          for (int i = 0; i < 20_000 && missing.get() == 0; i++) {
            String directory = "round" + i;
            if (thread == 0) {
              store.write(directory + "/file", "");
            }
            while (missing.get() == 0 && store.list(directory).isEmpty()) {
              Thread.onSpinWait();
            }
            if (!store.exists(directory + "/file")) {
              missing.incrementAndGet();
            }
          }
        });
    assertThat(missing).hasValue(0);
  }

  @Test
  void aFileThatIsMovedCountsOnce() {
    FileStore full = new InMemoryFileStore(100);
    full.write("a", new byte[60]);
    AtomicBoolean moving = new AtomicBoolean(true);
    CompletableFuture<Void> mover =
        CompletableFuture.runAsync(
            () -> {
              while (moving.get()) {
                full.move("a", "b");
                full.move("b", "a");
              }
            });
    try {
      for (int i = 0; i < 20_000; i++) {
        full.write("c", new byte[40]);
        full.deleteFile("c");
      }
    } finally {
      moving.set(false);
    }
    mover.join();
    full.write("c", new byte[40]);
    assertThatThrownBy(() -> full.write("d", "x")).isInstanceOf(StorageFullException.class);
  }
}
