package dev.coffer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.StorageFailureException;
import dev.coffer.local.JavaProcess;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that has the lock of a trail and does not release it. */
final class TrailLockTest {
  @TempDir Path folder;

  private Path trail = Path.of("");
  private @Nullable JavaProcess process;

  @BeforeEach
  void anotherProcessHasTheLock() throws Exception {
    trail = Files.createDirectory(folder.resolve("trail"));
    process = JavaProcess.of(LockHolder.class, trail.resolve("lock")).start();
    assertThat(holder().line()).isEqualTo("held");
  }

  @AfterEach
  void end() {
    holder().close();
  }

  private JavaProcess holder() {
    return Objects.requireNonNull(process);
  }

  private FileStore audited(Duration patience) throws IOException {
    AuditFiles log =
        AuditFiles.open(trail, 1 << 20, Clock.systemUTC(), AuditWitness.NONE, patience);
    AuditTrail audit = new AuditTrail(log, AuditTrail.OnFailure.FAIL, Clock.systemUTC());
    return new ObservedFileStore(new InMemoryFileStore(), ObserveOptions.DEFAULTS.listener(audit));
  }

  @Test
  void theWaitForItHasALimitAndTheNextOperationMayHaveIt() throws Exception {
    try (FileStore store = audited(Duration.ZERO)) {
      assertThatThrownBy(() -> store.write("a", "1"))
          .isInstanceOf(StorageFailureException.class)
          .hasMessageContaining("another process has the lock " + trail.toRealPath());
      holder().kill();
      store.write("b", "2");
    }
    assertThat(AuditCheck.of(trail).lines()).isEqualTo(1);
    assertThat(AuditCheck.of(trail).problems()).isEmpty();
  }

  @Test
  void anInterruptEndsTheWaitAndItsFlagStays() throws Exception {
    try (FileStore store = audited(Duration.ofHours(1))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> store.exists("a"))
          .isInstanceOf(InterruptedOperationException.class)
          .hasMessageContaining("the line may be written later");
      assertThat(Thread.interrupted()).isTrue();
      holder().kill();
    }
    assertThat(AuditCheck.of(trail).lines()).isEqualTo(1);
  }

  @Test
  void anInterruptEndsAClose() throws Exception {
    FileStore store = audited(Duration.ofHours(1));
    CompletableFuture<Throwable> failed = new CompletableFuture<>();
    Thread writer =
        new Thread(
            () -> {
              try {
                store.write("a", "1");
              } catch (StorageFailureException e) {
                failed.complete(e);
              }
            });
    writer.start();
    while (writer.getState() != Thread.State.TIMED_WAITING) {
      LockSupport.parkNanos(100_000);
    }
    Thread.currentThread().interrupt();
    store.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failed.join()).hasMessageContaining("an interrupt has ended the wait");
  }

  @Test
  void theWaitForItCountsFromWhereTheFirstOfAGroupBeganToWait() throws Exception {
    Duration patience = Duration.ofHours(1);
    AuditFiles log =
        AuditFiles.open(trail, 1 << 20, Clock.systemUTC(), AuditWitness.NONE, patience);
    long since = System.nanoTime() - Duration.ofHours(2).toNanos();
    assertThatThrownBy(() -> log.append(List.of(), since))
        .isInstanceOf(LockedTrailException.class)
        .hasMessageContaining("within 3600 seconds");
    log.close();
  }

  @Test
  void theCloseOfAnotherHandleWaitsForNoOne() throws Exception {
    FileStore other = audited(Duration.ofHours(1));
    try (FileStore store = audited(Duration.ofHours(1))) {
      CompletableFuture<Void> done = CompletableFuture.runAsync(() -> store.write("a", "1"));
      other.close();
      assertThat(done).isNotDone();
      holder().kill();
      done.join();
    }
    assertThat(AuditCheck.of(trail).lines()).isEqualTo(1);
  }

  @Test
  void whoWaitsGetsItWhenItIsGivenBack() throws Exception {
    try (FileStore store = audited(Duration.ofHours(1))) {
      CompletableFuture<Void> done = CompletableFuture.runAsync(() -> store.write("a", "1"));
      holder().kill();
      done.join();
    }
    assertThat(AuditCheck.of(trail).lines()).isEqualTo(1);
  }
}
