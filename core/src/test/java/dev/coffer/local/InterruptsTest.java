package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.Entry;
import dev.coffer.InterruptedOperationException;
import dev.coffer.ListOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread that is interrupted in a long call ends it, and harms nobody else. */
class InterruptsTest {
  private final Path root;
  private final LocalFileStore store;
  private final CountDownLatch started = new CountDownLatch(1);

  InterruptsTest(@TempDir Path root) {
    this.root = root;
    this.store = new LocalFileStore(root);
  }

  @BeforeEach
  void writeFiles() {
    for (int i = 0; i < 20; i++) {
      store.write("d/" + i, "text");
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private interface Call {
    void run() throws Exception;
  }

  /** What a call that is interrupted must end with. */
  private record End(InterruptedOperationException error, boolean flag) {}

  private static FutureTask<End> interruptible(Call call) {
    return new FutureTask<>(
        () -> {
          try {
            call.run();
          } catch (InterruptedOperationException e) {
            return new End(e, Thread.currentThread().isInterrupted());
          }
          throw new AssertionError("it ended as if it had not been interrupted");
        });
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  /** Interrupts a call, once it has come so far, while another has the lock of a path. */
  private void assertIsInterruptibleBehindALock(String path, Call call, Condition begun)
      throws Exception {
    Root opened = Root.open(root, FileSystemFeatures.ALL);
    FutureTask<End> task = interruptible(call);
    Thread thread = new Thread(task);
    opened
        .area()
        .locks()
        .locked(
            path,
            () -> {
              thread.start();
              while (!begun.holds() && !task.isDone()) {
                LockSupport.parkNanos(100_000);
              }
              thread.interrupt();
              try {
                return assertThat(task.get().flag()).isTrue();
              } catch (ExecutionException e) {
                throw new AssertionError(e);
              }
            });
    opened.release();
  }

  /** Interrupts a call once it has told that it is under way. */
  private void assertIsInterruptible(Call call) throws Exception {
    FutureTask<End> task = interruptible(call);
    Thread thread = new Thread(task);
    thread.start();
    started.await();
    thread.interrupt();
    End end = task.get();
    assertThat(end.flag()).isTrue();
    assertThat(end.error().isRetryable()).isFalse();
    assertTheStoreIsUsable();
  }

  private void assertTheStoreIsUsable() throws IOException {
    assertThat(PrivateArea.staged(root)).isEmpty();
    assertThat(store.list("")).containsExactly("d/");
    store.write("d/after", "text");
    assertThat(store.readString("d/after")).isEqualTo("text");
    store.move("d/after", "d/moved");
    store.deleteFile("d/moved");
  }

  @Test
  void aLongWrite() throws Exception {
    assertIsInterruptible(
        () ->
            store.write(
                "new/file",
                out -> {
                  while (true) {
                    out.write(new byte[10_000]);
                    started.countDown();
                  }
                }));
    assertThat(root.resolve("new")).doesNotExist();
  }

  @Test
  void aLongRead() throws Exception {
    assertIsInterruptible(
        () -> {
          while (true) {
            try (InputStream in = store.open("d/0")) {
              assertThat(in.readAllBytes()).hasSize(4);
              started.countDown();
            }
          }
        });
  }

  @Test
  void aLongListing() throws Exception {
    assertIsInterruptible(
        () -> {
          while (true) {
            try (Stream<Entry> entries = store.entries("", ListOptions.DEFAULTS.recursive())) {
              for (Iterator<Entry> all = entries.iterator(); all.hasNext(); all.next()) {
                started.countDown();
              }
            }
          }
        });
  }

  @Test
  void aLongDeletionOfADirectory() throws Exception {
    Path tree = Files.createDirectory(root.resolve("tree"));
    for (int i = 0; i < 100; i++) {
      Files.createFile(tree.resolve(Integer.toString(i)));
    }
    // The deletion comes no further than to a file that another keeps.
    assertIsInterruptibleBehindALock(
        keptAfterTheFirst(tree), () -> store.deleteDirectory("tree"), () -> count(tree) < 100);

    assertThat(count(tree)).isBetween(1L, 99L);
    store.deleteDirectory("tree");
    assertTheStoreIsUsable();
  }

  /**
   * The path of a file in the directory, whose lock is not that of the file that is first there.
   */
  private static String keptAfterTheFirst(Path tree) throws IOException {
    try (Stream<Path> all = Files.list(tree)) {
      List<String> paths = all.map(file -> "tree/" + file.getFileName()).toList();
      int first = LockTable.indexOf(paths.get(0));
      return paths.stream()
          .filter(path -> LockTable.indexOf(path) != first)
          .findAny()
          .orElseThrow();
    }
  }

  private static long count(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.count();
    }
  }

  @Test
  void aLongCopy() throws Exception {
    try (RandomAccessFile sparse = new RandomAccessFile(root.resolve("d/big").toFile(), "rw")) {
      sparse.setLength(16L << 30);
    }
    FutureTask<End> task = interruptible(() -> store.copy("d/big", "new/copy"));
    Thread thread = new Thread(task);
    thread.start();
    while (PrivateArea.staged(root).isEmpty() && !task.isDone()) {
      LockSupport.parkNanos(100_000);
    }
    thread.interrupt();

    assertThat(task.get().flag()).isTrue();

    store.deleteFile("d/big");
    assertTheStoreIsUsable();
    assertThat(root.resolve("new")).doesNotExist();
  }

  @Test
  void waitingForALock() throws Exception {
    String path = "new/file";
    // the directory is made right before the lock is waited for
    assertIsInterruptibleBehindALock(
        path, () -> store.write(path, "text"), () -> Files.exists(root.resolve("new")));
    assertThat(root.resolve("new")).doesNotExist();
    assertTheStoreIsUsable();
  }

  @Test
  void waitingForALockToDelete() throws Exception {
    assertIsInterruptibleBehindALock("d/0", () -> store.deleteFile("d/0"), () -> true);
    assertThat(store.readString("d/0")).isEqualTo("text");
    assertTheStoreIsUsable();
  }

  @Test
  void othersInTheSameDirectoryNoticeNothing() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    List<FutureTask<Integer>> undisturbed = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String path = "d/" + i;
      FutureTask<Integer> task = new FutureTask<>(() -> writeUntil(over, path));
      undisturbed.add(task);
      new Thread(task).start();
    }
    for (int round = 0; round < 50; round++) {
      FutureTask<End> task = interruptible(() -> writeUntil(new AtomicBoolean(), "d/interrupted"));
      Thread thread = new Thread(task);
      thread.start();
      while (!store.exists("d/interrupted") && !task.isDone()) {
        LockSupport.parkNanos(100_000);
      }
      thread.interrupt();
      assertThat(task.get().flag()).isTrue();
      store.deleteFile("d/interrupted");
    }
    over.set(true);
    for (FutureTask<Integer> task : undisturbed) {
      assertThat(task.get()).isPositive();
    }
    assertTheStoreIsUsable();
  }

  @Test
  void othersThatSyncTheSameDirectoryNoticeNothing() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (DirectoryHandle folder = SecureDirectoryHandle.open(root)) {
      assumeTrue(folder != null, "this system has no handles of directories");
      List<FutureTask<Integer>> undisturbed = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        FutureTask<Integer> task = new FutureTask<>(() -> syncUntil(over, folder));
        undisturbed.add(task);
        new Thread(task).start();
      }
      for (int round = 0; round < 200; round++) {
        CountDownLatch syncing = new CountDownLatch(1);
        FutureTask<Integer> task =
            new FutureTask<>(
                () -> {
                  syncing.countDown();
                  return syncUntil(new AtomicBoolean(), folder);
                });
        Thread thread = new Thread(task);
        thread.start();
        syncing.await();
        thread.interrupt();
        assertThatThrownBy(task::get).hasCauseInstanceOf(ClosedByInterruptException.class);
      }
      over.set(true);
      for (FutureTask<Integer> task : undisturbed) {
        assertThat(task.get()).isPositive();
      }
    }
  }

  private static int syncUntil(AtomicBoolean over, DirectoryHandle folder) throws IOException {
    int count = 0;
    do {
      folder.sync();
      count++;
    } while (!over.get());
    return count;
  }

  private int writeUntil(AtomicBoolean over, String path) throws IOException {
    int count = 0;
    do {
      store.write(path, "text " + count);
      try (InputStream in = store.open(path)) {
        assertThat(in.readAllBytes()).isNotEmpty();
      }
      count++;
    } while (!over.get());
    return count;
  }
}
