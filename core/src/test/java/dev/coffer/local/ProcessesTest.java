package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one root at the same time. */
class ProcessesTest {
  private static final int THREADS = 16;
  private static final int FILES = 1_000;
  private static final int INCREMENTS = 500;
  private static final int SIZE = 100_000;

  @Test
  void eachOfThousandNamesIsCreatedByExactlyOneOfTwoProcessesWith16Threads(
      @TempDir(factory = FastDirectory.class) Path root) throws Exception {
    try (JavaProcess one = JavaProcess.of(Creating.class, root, "one").start();
        JavaProcess two = JavaProcess.of(Creating.class, root, "two").start();
        LocalFileStore store = new LocalFileStore(root, Durability.NONE)) {
      List<String> winners = new ArrayList<>();
      for (JavaProcess process : List.of(one, two)) {
        assertThat(process.line()).isEqualTo("ready");
      }
      one.send("go");
      two.send("go");
      winners.addAll(Arrays.asList(one.line().split(" ", -1)));
      winners.addAll(Arrays.asList(two.line().split(" ", -1)));
      winners.removeIf(String::isEmpty); // the slower process may have won none
      one.awaitEnd();
      two.awaitEnd();

      assertThat(winners).hasSize(FILES).doesNotHaveDuplicates();
      assertThat(winners.stream().map(winner -> winner.substring(0, winner.indexOf('='))))
          .doesNotHaveDuplicates();
      assertThat(store.list("d")).hasSize(FILES);
      for (String winner : winners) {
        String path = winner.substring(0, winner.indexOf('='));
        assertThat(store.readString(path)).isEqualTo(winner.substring(winner.indexOf('=') + 1));
      }
    }
  }

  /** Creates all names in each thread, and tells which it was that created them. */
  static final class Creating {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
      Set<String> won = new HashSet<>();
      try (LocalFileStore store = new LocalFileStore(Path.of(arguments[0]), Durability.NONE)) {
        System.out.println("ready");
        System.in.read();
        for (Thread thread : start(THREADS, i -> won(store, arguments[1] + i, won))) {
          thread.join();
        }
      }
      System.out.println(String.join(" ", won));
    }

    private static void won(FileStore store, String me, Set<String> won) {
      for (int i = 0; i < FILES; i++) {
        String path = "d/" + i;
        byte[] bytes = me.getBytes(StandardCharsets.UTF_8);
        try {
          store.write(path, bytes, WriteOptions.DEFAULTS.ifAbsent());
          synchronized (won) {
            won.add(path + "=" + me);
          }
        } catch (ConflictException e) {
          assertThat(e.path()).isEqualTo(path);
        }
      }
    }
  }

  private interface Task {
    void run(int thread) throws Exception;
  }

  private static List<Thread> start(int count, Task task) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      threads.add(
          new Thread(
              () -> {
                try {
                  task.run(number);
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              }));
    }
    threads.forEach(Thread::start);
    return threads;
  }

  @Test
  void noIncrementOfTwoProcessesIsLost(@TempDir(factory = FastDirectory.class) Path root)
      throws Exception {
    try (LocalFileStore store = new LocalFileStore(root, Durability.NONE);
        JavaProcess one = JavaProcess.of(Incrementing.class, root).start();
        JavaProcess two = JavaProcess.of(Incrementing.class, root).start()) {
      store.write("counter", "0");
      for (JavaProcess process : List.of(one, two)) {
        assertThat(process.line()).isEqualTo("ready");
        process.send("go");
      }
      one.awaitEnd();
      two.awaitEnd();

      assertThat(store.readString("counter")).isEqualTo(Integer.toString(4 * INCREMENTS));
    }
  }

  /** Increments the counter in two threads. */
  static final class Incrementing {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
      try (LocalFileStore store = new LocalFileStore(Path.of(arguments[0]), Durability.NONE)) {
        System.out.println("ready");
        System.in.read();
        for (Thread thread : start(2, i -> increment(store))) {
          thread.join();
        }
      }
    }

    private static void increment(FileStore store) {
      for (int done = 0; done < INCREMENTS; ) {
        FileInfo before = store.stat("counter").orElseThrow();
        int value = Integer.parseInt(store.readString("counter"));
        byte[] next = Integer.toString(value + 1).getBytes(StandardCharsets.UTF_8);
        try {
          store.write("counter", next, WriteOptions.DEFAULTS.ifMatch(before.etag()));
          done++;
        } catch (ConflictException e) {
          Thread.onSpinWait(); // the other was first
        }
      }
    }
  }

  @Test
  void aReaderSeesOnlyWholeFilesOfTwoProcessesThatWrite(
      @TempDir(factory = FastDirectory.class) Path root) throws Exception {
    try (LocalFileStore store = new LocalFileStore(root, Durability.NONE)) {
      store.write("d/file", "");
      try (JavaProcess one = JavaProcess.of(Filling.class, root, "1").start();
          JavaProcess two = JavaProcess.of(Filling.class, root, "2").start()) {
        assertThat(one.line()).isEqualTo("writing");
        assertThat(two.line()).isEqualTo("writing");
        Set<Byte> seen = new HashSet<>();
        for (int i = 0; i < 2_000 || (seen.size() < 2 && i < 1_000_000); i++) {
          byte[] bytes = store.readBytes("d/file");
          assertIsWhole(bytes);
          seen.add(bytes[0]);
        }
        assertThat(seen).containsExactlyInAnyOrder((byte) 1, (byte) 2);
        one.kill();
        two.kill();
      }
      assertIsWhole(store.readBytes("d/file"));
    }
  }

  /** Each write has bytes of one value. */
  private static void assertIsWhole(byte[] bytes) {
    byte[] expected = new byte[bytes.length];
    Arrays.fill(expected, bytes[0]);
    assertThat(bytes.length).isBetween(SIZE / 2, SIZE);
    assertThat(Arrays.equals(bytes, expected)).isTrue();
  }

  /** Writes files of one byte's value, in changing sizes, until it is killed. */
  static final class Filling {
    @SuppressWarnings({"SystemOut", "InfiniteLoop"})
    public static void main(String[] arguments) {
      LocalFileStore store = new LocalFileStore(Path.of(arguments[0]), Durability.NONE);
      for (int i = 0; ; i++) {
        byte[] bytes = new byte[SIZE - i % (SIZE / 2)];
        Arrays.fill(bytes, Byte.parseByte(arguments[1]));
        store.write("d/file", bytes);
        if (i == 0) {
          System.out.println("writing");
        }
      }
    }
  }

  @Test
  void aKilledProcessLeavesItsLocksToTheOthersAndItsStagedFilesToTheNext(
      @TempDir(factory = FastDirectory.class) Path root) throws Exception {
    try (LocalFileStore store = new LocalFileStore(root, Durability.NONE)) {
      for (int round = 0; round < 3; round++) {
        try (JavaProcess process = JavaProcess.of(Loading.class, root).start()) {
          assertThat(process.line()).isEqualTo("loaded");
          writeAll(store, 500, "before the kill"); // contends for the same locks
          process.kill();
        }
        writeAll(store, FILES, "after the kill");
        assertThat(store.readString("d/1")).isEqualTo("after the kill");
      }
    }
    try (LocalFileStore next = new LocalFileStore(root, Durability.NONE)) {
      next.write("next", "the first write sweeps");
      assertThat(PrivateArea.staged(root)).isEmpty();
      assertThat(next.readString("d/999")).isEqualTo("after the kill");
    }
  }

  /** Takes every lock that the killed process may have had. */
  private static void writeAll(LocalFileStore store, int count, String text) {
    for (int i = 0; i < count; i++) {
      store.write("d/" + i, text);
      if (i % 100 == 0) {
        store.deleteFile("d/" + i);
      }
    }
  }

  /** Writes, moves and deletes in many threads until it is killed. */
  static final class Loading {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
      LocalFileStore store = new LocalFileStore(Path.of(arguments[0]), Durability.NONE);
      AtomicInteger count = new AtomicInteger();
      for (Thread thread : start(THREADS, i -> load(store, i, count))) {
        thread.join();
      }
    }

    @SuppressWarnings({"SystemOut", "InfiniteLoop"})
    private static void load(FileStore store, int thread, AtomicInteger count) {
      for (int i = thread; ; i = (i + 7) % FILES) {
        store.write("d/" + i, "by the process that is killed");
        store.deleteFile("d/" + (i + 3) % FILES);
        if (count.incrementAndGet() == 500) {
          System.out.println("loaded");
        }
      }
    }
  }

  @Test
  void aLockHeldByAKilledProcessIsTakenOver(@TempDir(factory = FastDirectory.class) Path root)
      throws Exception {
    try (LocalFileStore store = new LocalFileStore(root, Durability.NONE);
        JavaProcess process = JavaProcess.of(Holding.class, root).start()) {
      assertThat(process.line()).isEqualTo("held");
      ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
      List<Thread> waiting =
          start(
              4,
              i -> {
                store.write("locked", "text");
                done.add("written");
              });
      store.write("free", "while the other lock is held");
      assertThat(done).isEmpty();

      process.kill();

      for (Thread thread : waiting) {
        thread.join();
      }
      assertThat(done).hasSize(4);
      assertThat(store.readString("locked")).isEqualTo("text");
    }
  }

  /** Holds the lock of a path until it is killed. */
  static final class Holding {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
      Root root = Root.open(Path.of(arguments[0]), FileSystemFeatures.ALL);
      root.area()
          .locks()
          .locked(
              "locked",
              () -> {
                System.out.println("held");
                return System.in.read();
              });
    }
  }

  @Test
  void stagedFilesOfTheDeadAreSweptAndThoseOfTheLivingAreNot(
      @TempDir(factory = FastDirectory.class) Path root) throws Exception {
    try (JavaProcess dead = JavaProcess.of(Staging.class, root, "dead").start();
        JavaProcess living = JavaProcess.of(Staging.class, root, "living").start()) {
      assertThat(dead.line()).isEqualTo("staged");
      assertThat(living.line()).isEqualTo("staged");
      assertThat(PrivateArea.staged(root)).hasSize(2);
      dead.kill();
      assertThat(PrivateArea.staged(root)).hasSize(2);

      try (LocalFileStore next = new LocalFileStore(root, Durability.NONE)) {
        assertThat(next.list("")).isEmpty();
        next.write("next", "the first write sweeps");
        assertThat(PrivateArea.staged(root)).hasSize(1);
        next.deleteFile("next");
        living.send("go on");
        living.awaitEnd();
        assertThat(next.readString("living")).isEqualTo("first half, second half");
        assertThat(next.list("")).containsExactly("living");
        assertThat(PrivateArea.staged(root)).isEmpty();
      }
    }
  }

  /** Writes half of a file, and the rest when it is told to. */
  static final class Staging {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
      try (LocalFileStore store = new LocalFileStore(Path.of(arguments[0]), Durability.NONE)) {
        store.write(
            arguments[1],
            Content.of(
                out -> {
                  out.write("first half, ".getBytes(StandardCharsets.UTF_8));
                  System.out.println("staged");
                  awaitLine();
                  out.write("second half".getBytes(StandardCharsets.UTF_8));
                }),
            WriteOptions.DEFAULTS);
      }
    }

    private static void awaitLine() throws IOException {
      if (System.in.read() < 0) {
        throw new IOException("nobody is there any more");
      }
    }
  }
}
