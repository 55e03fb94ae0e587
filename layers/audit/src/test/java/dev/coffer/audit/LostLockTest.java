package dev.coffer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.local.JavaProcess;
import dev.coffer.process.ProcessIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a trail keeps it when the system has taken back its lock. */
final class LostLockTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final ProcessIdentity OWN = ProcessIdentity.own();

  @TempDir Path folder;

  private Path trail = Path.of("");
  private Path lock = Path.of("");

  @BeforeEach
  void makeTrail() throws IOException {
    trail = Files.createDirectory(folder.resolve("trail"));
    lock = trail.resolve("lock");
  }

  private void append(Duration patience) throws IOException {
    AuditFiles log =
        AuditFiles.open(trail, 1 << 20, Clock.systemUTC(), AuditWitness.NONE, patience);
    try {
      log.append(List.of(entry()), System.nanoTime());
    } finally {
      log.close();
    }
  }

  private static AuditRecord entry() {
    return new AuditRecord(
        Clock.systemUTC().instant(),
        Optional.empty(),
        "stat",
        "a",
        Optional.empty(),
        0,
        "ok",
        Optional.empty());
  }

  // ---- Processes

  @Test
  void aBackupInTheProcessThatWritesLetsNoOtherProcessIn() throws Exception {
    try (JavaProcess process = JavaProcess.of(LosingHolder.class, lock).start()) {
      assertThat(process.line()).isEqualTo("read " + LockOwner.SIZE);
      assertFreeForTheSystem();
      assertThatThrownBy(() -> append(Duration.ZERO)).isInstanceOf(LockedTrailException.class);
      CompletableFuture<Void> done = CompletableFuture.runAsync(() -> appendUnchecked(HOUR));
      process.send("");
      assertThat(process.line()).isEqualTo("given back");
      done.join();
    }
    assertThat(AuditCheck.of(trail).lines()).isEqualTo(1);
  }

  private void assertFreeForTheSystem() throws IOException {
    try (FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock free = file.tryLock()) {
      assertThat(free).isNotNull();
    }
  }

  private void appendUnchecked(Duration patience) {
    try {
      append(patience);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void thatOfAKilledProcessIsTakenAtOnce() throws Exception {
    try (JavaProcess process = JavaProcess.of(LosingHolder.class, lock).start()) {
      assertThat(process.line()).startsWith("read");
      process.kill();
    }
    append(HOUR);
    assertThat(AuditCheck.of(trail).lines()).isEqualTo(1);
  }

  // ---- Class loaders and paths

  /** What the system says to one class loader while another has the lock it says here too. */
  @Test
  void anotherClassLoaderThatHasItIsWaitedFor() throws Exception {
    append(HOUR);
    CompletableFuture<Void> done;
    try (FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = file.lock()) {
      assertThat(held.isValid()).isTrue();
      assertThatThrownBy(() -> append(Duration.ZERO)).isInstanceOf(LockedTrailException.class);
      done = CompletableFuture.runAsync(() -> appendUnchecked(HOUR));
    }
    done.join();
    assertThat(AuditCheck.of(trail).lines()).isEqualTo(2);
  }

  @Test
  void aLockThatIsReachedByTwoPathsIsOne() throws IOException {
    TrailFolder opened = TrailFolder.open(Files.createDirectory(folder.resolve("other")));
    SharedLock one = SharedLock.open(opened, "lock");
    Files.createLink(folder.resolve("other/link"), folder.resolve("other/lock"));
    SharedLock other = SharedLock.open(opened, "link");
    opened.close();
    assertThat(other).isSameAs(one);
    one.close();
    assertThat(other.channel().isOpen()).isTrue();
    other.close();
    try (TrailFolder again = TrailFolder.open(folder.resolve("other"))) {
      SharedLock next = SharedLock.open(again, "lock");
      assertThat(next).isNotSameAs(one);
      next.close();
    }
  }

  // ---- Who is named in the file

  private LockOwner ownerAfter(ProcessIdentity named) throws IOException {
    return ownerAfter(named.first(), named.second());
  }

  private LockOwner ownerAfter(long first, long second) throws IOException {
    ByteBuffer words = ByteBuffer.allocate(LockOwner.SIZE).order(ByteOrder.nativeOrder());
    Files.write(lock, words.putLong(first).putLong(second).putLong(7).array());
    try (FileChannel file =
        FileChannel.open(lock, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return LockOwner.in(file);
    }
  }

  @Test
  void anEmptyFileNamesNoOne() throws IOException {
    Files.createFile(lock);
    try (FileChannel file =
        FileChannel.open(lock, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      LockOwner owner = LockOwner.in(file);
      assertThat(owner.take(0)).isTrue();
      assertThat(owner.isOwn()).isTrue();
      owner.release();
      assertThat(owner.isOwn()).isFalse();
    }
    assertThat(Files.readAllBytes(lock)).hasSize(LockOwner.SIZE).startsWith(new byte[16]);
  }

  @Test
  void aDeadOneIsNone() throws IOException {
    LockOwner owner =
        ownerAfter(new ProcessIdentity(OWN.pid(), OWN.namespace(), OWN.start() + 1, OWN.boot()));
    assertThat(owner.take(Long.MAX_VALUE)).isTrue();
    assertThat(owner.isOwn()).isTrue();
  }

  @Test
  void oneOfAnotherContainerIsNoneWhenNothingHasChangedForLong() throws IOException {
    ProcessIdentity unknown =
        new ProcessIdentity(OWN.pid(), OWN.namespace() + 1, OWN.start(), OWN.boot());
    LockOwner owner = ownerAfter(unknown);
    assertThat(owner.take(0)).as("the first look").isFalse();
    assertThat(owner.take(Long.MAX_VALUE)).isFalse();
    assertThat(owner.take(0)).isTrue();
    assertThat(owner.isOwn()).isTrue();
  }

  @Test
  void oneThatWasStoppedBetweenItsTwoWordsIsWaitedForToo() throws IOException {
    LockOwner owner = ownerAfter(OWN.first() + 1, 0);
    assertThat(owner.take(Long.MAX_VALUE)).isFalse();
    assertThat(owner.take(0)).isTrue();
  }

  @Test
  void anOwnerWhoseLockWasTakenOverReleasesNothing() throws IOException {
    ProcessIdentity other =
        new ProcessIdentity(OWN.pid(), OWN.namespace() + 1, OWN.start(), OWN.boot());
    LockOwner owner = ownerAfter(other);
    owner.release();
    assertThat(owner.isOwn()).isFalse();
    assertThat(owner.take(Long.MAX_VALUE)).isFalse();
  }
}
