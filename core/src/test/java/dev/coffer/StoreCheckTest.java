package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class StoreCheckTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  /** A listing that never comes back on its own. */
  private interface Listing {
    Stream<Entry> list() throws InterruptedException;
  }

  private static FileStore listing(String name, Listing listing) {
    return new ForwardingFileStore(new InMemoryFileStore()) {
      @Override
      public Stream<Entry> list(FilePath directory, ListOptions options) {
        try {
          return listing.list();
        } catch (InterruptedException e) {
          throw interrupted(e);
        }
      }

      @Override
      public String name() {
        return name;
      }
    };
  }

  private static InterruptedOperationException interrupted(Throwable cause) {
    return new InterruptedOperationException(new ErrorContext("list", "x", "s"), null, cause);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean waits = true;
    while (waits) {
      try {
        latch.await();
        waits = false;
      } catch (InterruptedException e) {
        // As a system call that hangs.
      }
    }
  }

  @Test
  void aStoreThatDoesNotAnswerFailsWhenTheTimeIsOver() {
    CountDownLatch never = new CountDownLatch(1);
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    FileStore silent =
        listing(
            "silent",
            () -> {
              try {
                never.await();
                return Stream.empty();
              } finally {
                ended.complete(true);
              }
            });
    assertThat(assertThrows(ConnectionException.class, () -> silent.check(SHORT)))
        .hasMessage("check on silent: connection failed (it did not answer within 20ms)")
        .hasNoCause();
    assertThat(ended.join()).as("the request is interrupted").isTrue();
  }

  @Test
  void theLastFailureOfARepeatedRequestIsTheCause() {
    ConnectionException refused =
        new ConnectionException(new ErrorContext("list", "x", "s"), "connection refused", null);
    FileStore repeating =
        listing(
            "repeating",
            () -> {
              try {
                new CountDownLatch(1).await();
                return Stream.empty();
              } catch (InterruptedException e) {
                throw interrupted(refused);
              }
            });
    assertThat(
            assertThrows(
                ConnectionException.class,
                () -> StoreCheck.run(repeating, SHORT, Duration.ofMinutes(1))))
        .hasMessage(
            "check on repeating: connection failed (it did not answer within 20ms; the last attempt:"
                + " connection failed (connection refused))")
        .hasCause(refused);
  }

  @Test
  void anAnswerThatComesWithTheEndOfTheTimeCounts() {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    FileStore late =
        listing(
            "late",
            () -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.complete(true);
              }
              return Stream.empty();
            });
    StoreCheck.run(late, SHORT, Duration.ofMinutes(1));
    assertThat(interrupted).isCompleted();
  }

  @Test
  void aRequestThatNoInterruptEndsKeepsFewThreads() {
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger stuck = new AtomicInteger();
    FileStore hung =
        listing(
            "hung",
            () -> {
              stuck.incrementAndGet();
              awaitUninterruptibly(released);
              return Stream.empty();
            });
    try {
      IntStream.range(0, 10)
          .forEach(i -> assertThrows(ConnectionException.class, () -> hung.check(SHORT)));
      assertThat(assertThrows(ConnectionException.class, () -> hung.check(SHORT)))
          .hasMessageContaining("did not answer within 20ms, and neither have earlier checks");
      // A check may give up before its thread has begun.
      Eventually.holds("all that may are stuck", () -> stuck.get() >= WaitingChecks.MOST);
      assertThat(stuck).hasValue(WaitingChecks.MOST);
      new InMemoryFileStore().check(Duration.ofMinutes(1));
    } finally {
      released.countDown();
    }
    hung.check(Duration.ofMinutes(1));
  }

  @Test
  void manyChecksAtOnceAllPass() {
    FileStore store = new InMemoryFileStore();
    IntStream.range(0, 100).parallel().forEach(i -> store.check(Duration.ofMinutes(1)));
  }

  @Test
  void theErrorOfTheStoreIsThrownAsThatOfTheCheck() {
    PermissionDeniedException denied =
        new PermissionDeniedException(new ErrorContext("list", "x", "s"), "ask for it", null);
    FileStore closed =
        listing(
            "closed to us",
            () -> {
              throw denied;
            });
    assertThat(
            assertThrows(
                PermissionDeniedException.class, () -> closed.check(Duration.ofMinutes(1))))
        .hasMessage("check on closed to us: access denied (ask for it)")
        .hasRootCause(denied);
  }

  @Test
  void anErrorOfTheJvmIsNotKeptBack() {
    FileStore failing =
        listing(
            "failing",
            () -> {
              throw new StackOverflowError();
            });
    assertThrows(StackOverflowError.class, () -> failing.check(Duration.ofMinutes(1)));
  }

  @Test
  void anExceptionThatIsNotDeclaredIsAnAnswer() {
    IOException undeclared = new IOException("of the test");
    FileStore failing =
        listing(
            "failing",
            () -> {
              throw Undeclared.thrown(undeclared);
            });
    assertThatThrownBy(() -> failing.check(Duration.ofMinutes(1)))
        .isInstanceOf(UndeclaredThrowableException.class)
        .hasCause(undeclared);
  }

  @Test
  void anInterruptEndsTheCheckAndItsRequest() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    FileStore silent =
        listing(
            "silent",
            () -> {
              asked.countDown();
              try {
                new CountDownLatch(1).await();
                return Stream.empty();
              } finally {
                ended.complete(true);
              }
            });
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread checking =
        new Thread(
            () -> {
              try {
                silent.check(Duration.ofDays(1));
              } catch (InterruptedOperationException e) {
                failure.complete(e);
              }
            });
    checking.start();
    asked.await();
    checking.interrupt();
    assertThat(failure.join()).hasMessage("check on silent: interrupted");
    assertThat(ended.join()).isTrue();
  }

  @Test
  void theActorOfTheCallerIsThatOfTheRequest() {
    CompletableFuture<String> actor = new CompletableFuture<>();
    FileStore asking =
        listing(
            "asking",
            () -> {
              actor.complete(Actor.current().orElse("nobody"));
              return Stream.empty();
            });
    Actor.as("probe", () -> asking.check(Duration.ofMinutes(1)));
    assertThat(actor.join()).isEqualTo("probe");
  }

  @Test
  void aLocalStoreWithoutARootPassesAndGetsNone(@TempDir Path folder) {
    Path root = folder.resolve("not yet");
    try (FileStore store = new LocalFileStore(root)) {
      store.check(Duration.ofMinutes(1));
    }
    assertThat(root).doesNotExist();
  }

  @Test
  void aLocalStoreWhoseRootIsGoneFails(@TempDir Path folder) throws Exception {
    Path root = Files.createDirectory(folder.resolve("root"));
    try (FileStore store = new LocalFileStore(root)) {
      store.write("a", "x");
      store.check(Duration.ofMinutes(1));
      Files.move(root, folder.resolve("elsewhere"));
      assertThrows(ConfigurationException.class, () -> store.check(Duration.ofMinutes(1)));
    }
  }

  @Test
  void aViewWhoseDirectoryLeavesRoomForAShortNameAloneIsChecked() {
    String directory = "d/".repeat(500) + "x".repeat(17);
    try (FileStore store = new InMemoryFileStore()) {
      store.scoped(directory).check(Duration.ofMinutes(1));
    }
  }
}
