package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.process.ProcessIdentity;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTableTest {
  private static final long FROZEN = 1_700_000_000_123_456_789L;

  private final Path directory;
  private LockTable table;

  LockTableTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.table = join();
  }

  private LockTable join() throws IOException {
    return make(directory.resolve("locks"), LockTables.PATIENCE);
  }

  private static LockTable make(Path path, Duration patience) throws IOException {
    try (DirectoryHandle above =
        OpenRoot.openFolder(path.resolveSibling("."), FileSystemFeatures.ALL)) {
      return LockTables.make(above, path, patience);
    }
  }

  @AfterEach
  void leave() throws IOException {
    table.close();
  }

  @Test
  void underAFrozenClockEveryWriteIntoAnInodeGetsATimeOfItsOwn() {
    Set<Long> times = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      times.add(table.reserve(4711, FROZEN, i % 3 == 0));
    }
    assertThat(times).hasSize(10_000).contains(FROZEN + 1_000 - FROZEN % 1_000);
  }

  @Test
  void aTimeThatIsNewForTheInodeStaysAsTheSystemGaveIt() {
    assertThat(table.reserve(4711, FROZEN, false)).isEqualTo(FROZEN);
    assertThat(table.reserve(4712, FROZEN, false)).isEqualTo(FROZEN);
    assertThat(table.reserve(4711, FROZEN + 1, false)).isEqualTo(FROZEN + 1);
  }

  @Test
  void aTimeThatWasGivenIsWholeMicroseconds() {
    assertThat(table.reserve(1, FROZEN, true) % 1_000).isZero();
    assertThat(table.reserve(2, FROZEN - FROZEN % 1_000, true)).isEqualTo(FROZEN - FROZEN % 1_000);
    table.reserve(3, FROZEN, false);
    assertThat(table.reserve(3, FROZEN, false)).isGreaterThan(FROZEN).matches(t -> t % 1_000 == 0);
  }

  @Test
  void timesAreRememberedWhenEveryProcessHasLeft() throws IOException {
    long given = table.reserve(4711, FROZEN, false);
    table.close();

    table = join();

    assertThat(table.reserve(4711, FROZEN, false)).isGreaterThan(given);
  }

  @Test
  void locksAreStillUntilOneIsTaken() throws Exception {
    long[] versions = table.versionsAtRest();
    assertThat(table.areStill(versions)).isTrue();
    assertThat(table.<Boolean>locked("a", () -> table.areStill(versions))).isFalse();
    assertThat(table.areStill(versions)).isFalse();
    assertThat(table.areStill(table.versionsAtRest())).isTrue();
  }

  @Test
  void aLockIsFreeAgainWhenItsWorkFails() throws Exception {
    assertThatThrownBy(
            () ->
                table.locked(
                    "a",
                    () -> {
                      throw new IOException("disk");
                    }))
        .hasMessage("disk");

    assertThat(table.<String>locked("a", () -> "free")).isEqualTo("free");
  }

  @Test
  void aThreadThatWaitsCanBeInterrupted() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Boolean> holding =
          threads.submit(
              () ->
                  table.locked(
                      "a",
                      () -> {
                        held.countDown();
                        release.await();
                        return true;
                      }));
      held.await();
      Future<Class<?>> waiting = threads.submit(this::lockWhileInterrupted);
      assertThat(waiting.get()).isEqualTo(InterruptedException.class);
      release.countDown();
      assertThat(holding.get()).isTrue();
      assertThat(table.<Boolean>locked("a", () -> true)).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  private Class<?> lockWhileInterrupted() {
    Thread.currentThread().interrupt();
    try {
      return table.locked("a", () -> true).getClass();
    } catch (IOException | InterruptedException e) {
      return e.getClass();
    }
  }

  @Test
  void theLocksOfADeadProcessAreFreeForOthersWhenItsNumberIsGivenAgain() throws Exception {
    int number = table.process();
    table.close();
    long before = word("a");
    setWord("a", before | (number + 1L));

    table = join();

    assertThat(table.process()).isEqualTo(number);
    assertThat(word("a")).isGreaterThan(before);
  }

  private long word(String path) throws IOException {
    ByteBuffer word = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
    try (FileChannel file = FileChannel.open(directory.resolve("locks"), StandardOpenOption.READ)) {
      file.read(word, LockFile.lock(LockTable.indexOf(path)));
    }
    return word.getLong(0);
  }

  private void setWord(String path, long value) throws IOException {
    ByteBuffer word = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
    try (FileChannel file =
        FileChannel.open(directory.resolve("locks"), StandardOpenOption.WRITE)) {
      file.write(word.putLong(0, value), LockFile.lock(LockTable.indexOf(path)));
    }
  }

  /** Leaves a lock with a process, which this one is to wait for with little patience. */
  private void keep(ProcessIdentity owner, String path, Duration patience) throws IOException {
    table.close();
    record(7, owner);
    setWord(path, 8);
    table = make(directory.resolve("locks"), patience);
  }

  @Test
  void aLockThatALivingProcessKeepsIsAnErrorWhenPatienceEnds() throws Exception {
    keep(ProcessIdentity.own(), "a", Duration.ofMillis(20));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> table.locked("a", () -> true))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("is it stopped?");
    }
    assertThat(table.<Boolean>locked("b", () -> true)).isTrue();
    assertThat(word("a")).isEqualTo(8);
  }

  @Test
  void aLockOfAProcessThatMayBeAliveIsTakenOverBeforePatienceEnds() throws Exception {
    ProcessIdentity own = ProcessIdentity.own();
    ProcessIdentity other =
        new ProcessIdentity(own.pid(), own.namespace() + 1, own.start(), own.boot());
    // A twelfth of it is the time in which the one who waits must have looked at the lock once.
    keep(other, "a", Duration.ofSeconds(3));
    assertThat(table.<Boolean>locked("a", () -> true)).isTrue();
    assertThat(word("a") & 0xFFFF).isZero();
  }

  @Test
  void aLockThatAThreadOfThisProcessKeepsIsAnErrorWhenPatienceEnds() throws Exception {
    table.close();
    table = make(directory.resolve("locks"), Duration.ofMillis(20));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      table.locked(
          "a",
          () -> {
            Future<Boolean> waiting = thread.submit(() -> table.locked("a", () -> true));
            assertThatThrownBy(waiting::get).hasCauseInstanceOf(FileSystemException.class);
            return true;
          });
      assertThat(thread.submit(() -> table.locked("a", () -> true)).get()).isTrue();
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void aProcessThatIsStoppedWhileItJoinsKeepsOthersFromNoOtherTableAndTheirWaitCanBeInterrupted()
      throws Exception {
    Path other = directory.resolve("other");
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (JavaProcess stopped = JavaProcess.of(Joiner.class, other).start()) {
      assertThat(stopped.line()).isEqualTo("joining");
      AtomicReference<Thread> waiter = new AtomicReference<>();
      CountDownLatch begun = new CountDownLatch(1);
      Future<LockTable> waiting =
          thread.submit(
              () -> {
                waiter.set(Thread.currentThread());
                begun.countDown();
                return make(other, LockTables.PATIENCE);
              });
      begun.await();
      make(directory.resolve("third"), LockTables.PATIENCE).close();
      Objects.requireNonNull(waiter.get()).interrupt();
      assertThatThrownBy(waiting::get).hasCauseInstanceOf(InterruptedIOException.class);
      stopped.kill();
    } finally {
      thread.shutdownNow();
    }
    make(other, LockTables.PATIENCE).close();
  }

  @Test
  void threadsThatWaitToJoinBehindEachOtherCanBeInterrupted() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (JavaProcess stopped = JavaProcess.of(Joiner.class, directory.resolve("locks")).start()) {
      assertThat(stopped.line()).isEqualTo("joining");
      List<Future<Integer>> waiting =
          List.of(threads.submit(table::process), threads.submit(table::process));
      threads.shutdownNow();
      for (Future<Integer> thread : waiting) {
        assertThatThrownBy(thread::get).hasCauseInstanceOf(InterruptedIOException.class);
      }
      stopped.kill();
    }
    assertThat(table.process()).isNotNegative();
  }

  /** Locks the byte of who is joining, and stays so. */
  static final class Joiner {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
      try (FileChannel file =
          FileChannel.open(
              Path.of(arguments[0]), StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
        file.lock(1L << 20, 1, false);
        System.out.println("joining");
        System.in.read();
      }
    }
  }

  /** Writes the record of a process into the table, as that process would. */
  private void record(int number, ProcessIdentity identity) throws IOException {
    ByteBuffer words = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
    words.putLong(0, identity.first()).putLong(8, identity.second());
    try (FileChannel file =
        FileChannel.open(directory.resolve("locks"), StandardOpenOption.WRITE)) {
      file.write(words, LockFile.record(number, 0));
    }
  }

  private boolean isDead(int number, boolean orUnknown) throws IOException {
    boolean[] dead = {false};
    table.whileDead(number, 0, orUnknown, () -> dead[0] = true);
    return dead[0];
  }

  @Test
  void aProcessIsDeadOnlyWhenBothWitnessesSaySo() throws IOException {
    table.process();
    ProcessIdentity own = ProcessIdentity.own();
    record(7, own);
    assertThat(isDead(7, true)).isFalse();
    record(7, new ProcessIdentity(own.pid(), own.namespace(), own.start() + 1, own.boot()));
    assertThat(isDead(7, false)).isTrue();
    record(7, new ProcessIdentity(own.pid(), own.namespace() + 1, own.start(), own.boot()));
    assertThat(isDead(7, false)).isFalse();
    assertThat(isDead(7, true)).isTrue();
  }

  @Test
  void aNumberOfAProcessThatMayBeAliveIsNotGivenToAnother() throws IOException {
    table.close();
    record(0, ProcessIdentity.own());
    ProcessIdentity own = ProcessIdentity.own();
    record(1, new ProcessIdentity(own.pid(), own.namespace() + 1, own.start(), own.boot()));
    record(2, new ProcessIdentity(own.pid(), own.namespace(), own.start() + 1, own.boot()));

    table = join();

    assertThat(table.process()).isEqualTo(2);
  }

  @Test
  void aTableOfAnotherVersionIsRefused() throws IOException {
    table.close();
    byte[] bytes = Files.readAllBytes(directory.resolve("locks"));
    bytes[0] ^= 1;
    Files.write(directory.resolve("locks"), bytes);

    assertThatThrownBy(this::join)
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("another version");

    bytes[0] ^= 1;
    Files.write(directory.resolve("locks"), bytes);
    table = join();
  }
}
