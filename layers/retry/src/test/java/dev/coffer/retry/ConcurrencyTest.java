package dev.coffer.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.remote.ContentStream;
import dev.coffer.testkit.Gate;
import dev.coffer.testkit.Operation;
import dev.coffer.testkit.SlowFileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Not too many at once. */
@Timeout(60)
class ConcurrencyTest {
  private final VirtualTime time = new VirtualTime();
  private final InMemoryFileStore memory = new InMemoryFileStore();
  private final Gate gate = new Gate(Operation.STAT);
  private final FileStore store =
      new RetryingFileStore(
          new SlowFileStore(memory, gate),
          RetryOptions.DEFAULTS.concurrency(2).deadline(Duration.ofSeconds(5)),
          time,
          () -> 0);
  private final RetryStatistics statistics = store.unwrap(RetryStatistics.class).orElseThrow();

  private List<Caller> callers(int count) {
    List<Caller> callers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      callers.add(Caller.of(() -> store.exists("a")));
    }
    return callers;
  }

  /** They wait for a permit; only the metric shows that. */
  private void awaitWaiting(int count) {
    while (statistics.waiting() < count) {
      LockSupport.parkNanos(100_000);
    }
  }

  @Test
  void theOthersWaitUntilOneIsDone() throws InterruptedException {
    List<Caller> callers = callers(5);
    gate.awaitWaiting(2);
    awaitWaiting(3);
    assertThat(statistics.inFlight()).isEqualTo(5);
    assertThat(statistics.running()).isEqualTo(2);
    gate.open();
    for (Caller caller : callers) {
      assertThat(caller.answer()).isEqualTo(false);
    }
    assertThat(statistics.inFlight()).isZero();
  }

  @Test
  void whoWaitsIsEndedByTheDeadlineAndTakesNoPlaceAway() throws InterruptedException {
    callers(2);
    gate.awaitWaiting(2);
    Caller third = Caller.of(() -> store.exists("third"));
    awaitWaiting(1);
    time.pass(Duration.ofSeconds(5));
    assertThat(third.failure())
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("stat third")
        .hasMessageContaining("5s");
    gate.open();
    for (Caller caller : callers(20)) {
      assertThat(caller.answer()).isEqualTo(false);
    }
  }

  @Test
  void whoWaitsCanBeInterrupted() throws InterruptedException {
    callers(2);
    gate.awaitWaiting(2);
    Caller third = Caller.of(() -> store.exists("a"));
    awaitWaiting(1);
    third.interrupt();
    assertThat(third.failure()).isInstanceOf(InterruptedOperationException.class);
    assertThat(third.isInterrupted()).isTrue();
    gate.open();
    for (Caller caller : callers(20)) {
      assertThat(caller.answer()).isEqualTo(false);
    }
  }

  @Test
  void whatAContentReadsFromTheStoreNeedsNoPlaceOfItsOwn() throws IOException {
    FileStore narrow = new RetryingFileStore(memory, RetryOptions.DEFAULTS.concurrency(1));
    memory.write("a", "x");
    narrow.write("b", out -> out.write(narrow.readBytes("a")));
    assertThat(memory.readString("b")).isEqualTo("x");
  }

  @Test
  void norDoesItOnAThreadThatTheStoreBelowStartsForIt() {
    FileStore pulling =
        new ForwardingFileStore(memory) {
          @Override
          public FileInfo write(FilePath path, Content content, WriteOptions options) {
            try (ContentStream in = new ContentStream(content, path, "store")) {
              return super.write(path, Content.of(in.readAllBytes()), options);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    FileStore narrow = new RetryingFileStore(pulling, RetryOptions.DEFAULTS.concurrency(1));
    memory.write("a", "x");
    narrow.write("b", out -> out.write(narrow.readBytes("a")));
    assertThat(memory.readString("b")).isEqualTo("x");
  }

  @Test
  void openStreamsTakeNoPlace() throws IOException {
    FileStore narrow = new RetryingFileStore(memory, RetryOptions.DEFAULTS.concurrency(1));
    memory.write("a", "x");
    try (var one = narrow.read(FilePath.of("a"), ReadOptions.DEFAULTS);
        var other = narrow.read(FilePath.of("a"), ReadOptions.DEFAULTS)) {
      assertThat(one.stream().read()).isEqualTo(other.stream().read());
    }
  }

  @Test
  void anotherStoreHasPlacesOfItsOwn() {
    FileStore one = new RetryingFileStore(memory, RetryOptions.DEFAULTS.concurrency(1));
    FileStore two = new RetryingFileStore(one, RetryOptions.DEFAULTS.concurrency(1));
    two.write("a", "x");
    assertThat(two.readString("a")).isEqualTo("x");
    assertThat(one.unwrap(RetryStatistics.class).orElseThrow().inFlight()).isZero();
  }
}
