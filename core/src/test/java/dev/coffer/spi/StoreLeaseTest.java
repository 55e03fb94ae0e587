package dev.coffer.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.CorruptFileException;
import dev.coffer.DeleteOptions;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ReadOptions;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLeaseTest {
  private static final FilePath PLACE = OwnArea.of("leases").file(FilePath.of("work"), "lease");

  private final InMemoryFileStore store = new InMemoryFileStore();

  private StoreLease take() {
    return StoreLease.take(store, "work", StoreLease.TERM);
  }

  private String text() throws IOException {
    try (var file = store.read(PLACE, ReadOptions.DEFAULTS)) {
      return new String(file.stream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatOneHasAnotherDoesNotGet() {
    try (StoreLease lease = take()) {
      assertThatThrownBy(this::take)
          .isInstanceOf(ConflictException.class)
          .hasMessageStartingWith("work on memory")
          .hasMessageContaining(ProcessHandle.current().pid() + "@")
          .hasMessageContaining("its lease ends by itself at");
      lease.require();
    }
  }

  @Test
  void whatIsGivenBackIsFreeAtOnceAndTheEpochGrows() throws IOException {
    take().close();
    assertThat(text()).contains("\"epoch\":1,\"until\":\"");
    try (StoreLease lease = take()) {
      lease.require();
      assertThat(text()).contains("\"epoch\":2,\"until\":\"");
    }
  }

  @Test
  void leasesOfDifferentNamesAreIndependent() {
    try (StoreLease lease = take();
        StoreLease other = StoreLease.take(store, "other work", StoreLease.TERM)) {
      lease.require();
      other.require();
    }
  }

  @Test
  void oneOfManyThatAskAtTheSameTimeGetsIt() throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    AtomicInteger winners = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread = new Thread(() -> ask(start, winners));
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(winners).hasValue(1);
  }

  /** The winner keeps it. */
  private void ask(CountDownLatch start, AtomicInteger winners) {
    try {
      start.await();
      take().require();
      winners.incrementAndGet();
    } catch (ConflictException | InterruptedException e) {
      // another one has it
    }
  }

  @Test
  void whoDoesNotReachTheStoreForATermLosesItToAnother() {
    Unreachable far = new Unreachable(store);
    store.write("a", "1");
    try (StoreLease lost = StoreLease.take(far, "work", Duration.ofMillis(50))) {
      far.down = true;
      try (StoreLease lease = takeAtLast()) {
        assertThatThrownBy(lost::require).isInstanceOf(ConnectionException.class);
        far.down = false;
        assertThatThrownBy(lost::require)
            .isInstanceOf(ConflictException.class)
            .hasMessageContaining("another has taken over");
        assertThat(lost.isLost()).isTrue();
        requireRefusals(lost.guard(store));
        lease.require();
      }
    }
    assertThat(store.readString("a")).isEqualTo("1");
  }

  private StoreLease takeAtLast() {
    while (true) {
      try {
        return take();
      } catch (ConflictException e) {
        LockSupport.parkNanos(100_000);
      }
    }
  }

  private static void requireRefusals(FileStore guarded) {
    for (Runnable change : changes(guarded)) {
      assertThatThrownBy(change::run)
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("another has taken over");
    }
    assertThat(guarded.exists("a")).isTrue();
  }

  private static List<Runnable> changes(FileStore guarded) {
    FilePath path = FilePath.of("a");
    return List.of(
        () -> guarded.write("a", "2"),
        () -> guarded.deleteAll(List.of("a", "b")),
        () -> guarded.deleteFile(path, DeleteOptions.DEFAULTS),
        () -> guarded.deleteDirectory("d"),
        () -> guarded.copy("a", "b"),
        () -> guarded.move("a", "b"));
  }

  @Test
  void whoIsLateGoesOnIfNobodyElseHasTakenIt() {
    Unreachable far = new Unreachable(store);
    try (StoreLease lease = StoreLease.take(far, "work", Duration.ofMillis(1))) {
      far.down = true;
      assertThatThrownBy(
              () -> {
                while (true) {
                  lease.require();
                }
              })
          .isInstanceOf(ConnectionException.class);
      far.down = false;
      lease.require();
    }
  }

  @Test
  void aRenewalWhoseAnswerWasLostIsNoLoss() {
    Unreachable far = new Unreachable(store);
    try (StoreLease lease = StoreLease.take(far, "work", Duration.ofMillis(1))) {
      far.deaf = true;
      assertThatThrownBy(
              () -> {
                while (true) {
                  lease.require();
                }
              })
          .isInstanceOf(ConnectionException.class);
      far.deaf = false;
      lease.require();
      assertThat(lease.isLost()).isFalse();
    }
  }

  @Test
  void aStoreWithoutConditionsIsRefused() {
    FileStore plain =
        new ForwardingFileStore(store) {
          @Override
          public FileInfo write(FilePath path, Content content, WriteOptions options) {
            throw new UnsupportedFeatureException(
                new ErrorContext("write", path.toString(), name()), null, null);
          }
        };
    assertThatThrownBy(() -> StoreLease.take(plain, "work", StoreLease.TERM))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("open it without state=store")
        .hasCauseInstanceOf(UnsupportedFeatureException.class);
  }

  @Test
  void aDamagedLeaseIsNotTaken() {
    store.write(PLACE, Content.of("{\"holder\":"), WriteOptions.DEFAULTS);
    assertThatThrownBy(this::take)
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("delete it if nobody does");
  }

  @Test
  void whatIsInTheWayOfTheFileIsSaid(@TempDir Path directory) throws IOException {
    try (FileStore local = new LocalFileStore(directory)) {
      local.write("a", "1");
      Path own = Files.createDirectories(directory.resolve(".coffer/files"));
      Files.writeString(own.resolve("leases"), "a file");
      assertThatThrownBy(() -> StoreLease.take(local, "work", StoreLease.TERM))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("cannot be made")
          .hasCauseInstanceOf(ConflictException.class);
    }
  }

  @Test
  void anEndThatIsFurtherAwayThanAnyTermHoldsNobodyUp() {
    String wrong = "{\"holder\":\"1@far\",\"epoch\":7,\"until\":\"9999-12-31T23:59:59Z\"}";
    store.write(PLACE, Content.of(wrong), WriteOptions.DEFAULTS);
    try (StoreLease lease = take()) {
      lease.require();
    }
  }

  @Test
  void aHolderIsShownOnOneLineAndShort() {
    take().close();
    String holder = "a\\n\\u001b[31m" + "b".repeat(500);
    String terms = "{\"holder\":\"%s\",\"epoch\":1,\"until\":\"%s\"}";
    Instant until = Instant.now().plusSeconds(600);
    store.write(PLACE, Content.of(terms.formatted(holder, until)), WriteOptions.DEFAULTS);
    assertThatThrownBy(this::take)
        .isInstanceOf(ConflictException.class)
        .message()
        .doesNotContain("\n", "\u001b")
        .hasSizeLessThan(500);
  }

  @Test
  void aTermIsAtMostADay() {
    for (Duration term : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(2))) {
      assertThatIllegalArgumentException().isThrownBy(() -> StoreLease.take(store, "work", term));
    }
  }

  @Test
  void nothingIsChangedUnderALeaseThatIsClosedOrWhoseFileWasDeleted() {
    StoreLease lease = StoreLease.take(store, "work", Duration.ofMillis(20));
    FileStore guarded = lease.guard(store);
    store.deleteFile(PLACE, DeleteOptions.DEFAULTS);
    assertThatThrownBy(
            () -> {
              while (true) {
                lease.require();
              }
            })
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("was deleted");
    lease.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> guarded.write("a", "1"))
        .withMessageContaining("closed");
  }

  /** A store that cannot be reached at times, or whose answers are lost. */
  private static final class Unreachable extends ForwardingFileStore {
    private volatile boolean down;
    private volatile boolean deaf;

    Unreachable(FileStore delegate) {
      super(delegate);
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      if (down) {
        throw away();
      }
      FileInfo written = super.write(path, content, options);
      if (deaf) {
        throw away();
      }
      return written;
    }

    private ConnectionException away() {
      return new ConnectionException(new ErrorContext("write", "", name()), null, null);
    }
  }
}
