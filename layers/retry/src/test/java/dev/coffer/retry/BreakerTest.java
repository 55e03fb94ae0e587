package dev.coffer.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FaultyFileStore;
import dev.coffer.testkit.Gate;
import dev.coffer.testkit.Operation;
import dev.coffer.testkit.RecordingFileStore;
import dev.coffer.testkit.SlowFileStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A store that is down is spared. */
class BreakerTest {
  private final VirtualTime time = new VirtualTime();
  private final FaultyFileStore faulty = new FaultyFileStore(new InMemoryFileStore());
  private final RecordingFileStore below = new RecordingFileStore(faulty);
  private final FileStore store =
      new RetryingFileStore(
          below,
          RetryOptions.DEFAULTS.attempts(1).breaker(3, Duration.ofSeconds(10)),
          time,
          () -> 0);

  private RetryStatistics statistics() {
    return store.unwrap(RetryStatistics.class).orElseThrow();
  }

  private void fail(int times) {
    for (int i = 1; i <= times; i++) {
      faulty.failBefore(
          Operation.STAT,
          i,
          () -> new ConnectionException(new ErrorContext("stat", "a", "store"), "down", null));
    }
    for (int i = 0; i < times; i++) {
      assertThatThrownBy(() -> store.exists("a")).hasMessageContaining("down");
    }
  }

  @Test
  void afterSomeFailuresInARowNothingReachesTheStore() {
    fail(3);
    assertThat(statistics().breaker()).isEqualTo(RetryStatistics.State.OPEN);
    below.forget();
    time.pass(Duration.ofSeconds(4));
    assertThatThrownBy(() -> store.write("d/a", "x"))
        .isInstanceOf(ConnectionException.class)
        .hasMessageStartingWith("write d/a on ")
        .hasMessageContaining(
            "the next call is let through in 6s, as the option breaker.delay" + " says");
    assertThat(below.calls()).isEmpty();
    assertThat(statistics().refusedByBreaker()).isEqualTo(1);
  }

  @Test
  void anAnswerInBetweenBeginsTheCountAgain() {
    fail(2);
    assertThrows(NotFoundException.class, () -> store.readString("missing"));
    fail(2);
    assertThat(store.exists("a")).isFalse();
    assertThat(statistics().breaker()).isEqualTo(RetryStatistics.State.CLOSED);
  }

  @Test
  void afterAWhileOneIsLetThroughAndItsAnswerLetsInAll() {
    fail(3);
    time.pass(Duration.ofSeconds(10));
    assertThat(store.exists("a")).isFalse();
    assertThat(statistics().breaker()).isEqualTo(RetryStatistics.State.CLOSED);
    fail(2);
    assertThat(store.exists("a")).isFalse();
  }

  @Test
  void afterAWhileOneIsLetThroughAndItsFailureKeepsOutAll() {
    fail(3);
    time.pass(Duration.ofSeconds(10));
    fail(1);
    assertThatThrownBy(() -> store.exists("a")).hasMessageContaining("in 10s");
    time.pass(Duration.ofSeconds(10));
    assertThat(store.exists("a")).isFalse();
  }

  @Test
  void whatIsRepeatedEndsWhenTheStoreTurnsOutToBeDown() {
    FileStore patient =
        new RetryingFileStore(
            below,
            RetryOptions.DEFAULTS.attempts(9).breaker(3, Duration.ofSeconds(10)),
            time,
            () -> 0);
    for (int i = 1; i <= 9; i++) {
      faulty.failBefore(
          Operation.STAT,
          i,
          () -> new ConnectionException(new ErrorContext("stat", "a", "store"), "down", null));
    }
    assertThatThrownBy(() -> patient.exists("a")).hasMessageContaining("down");
    assertThat(below.count(Operation.STAT)).isEqualTo(3);
  }

  @Test
  void anAttemptThatItsCallerEndsReportsNothingOfAStoreThatIsDown() {
    fail(3);
    time.pass(Duration.ofSeconds(10));
    faulty.failBefore(Operation.STAT, 1, () -> new IllegalStateException("closed"));
    assertThrows(IllegalStateException.class, () -> store.exists("a"));
    assertThat(statistics().breaker()).isEqualTo(RetryStatistics.State.OPEN);
    time.pass(Duration.ofSeconds(10));
    assertThat(store.exists("a")).isFalse();
  }

  @Test
  void whileOneIsTriedTheOthersAreRefused() throws InterruptedException {
    Gate gate = new Gate(Operation.STAT);
    gate.open();
    FileStore slow =
        new RetryingFileStore(
            new SlowFileStore(faulty, gate),
            RetryOptions.DEFAULTS.attempts(1).breaker(1, Duration.ofSeconds(10)),
            time,
            () -> 0);
    faulty.failBefore(
        Operation.STAT,
        1,
        () -> new ConnectionException(new ErrorContext("stat", "a", "store"), "down", null));
    assertThrows(ConnectionException.class, () -> slow.exists("a"));
    time.pass(Duration.ofSeconds(10));
    gate.close();
    Caller first = Caller.of(() -> slow.exists("a"));
    gate.awaitWaiting(1);
    assertThat(slow.unwrap(RetryStatistics.class).orElseThrow().breaker())
        .isEqualTo(RetryStatistics.State.TRYING);
    assertThatThrownBy(() -> slow.exists("a")).hasMessageContaining("one call is being tried");
    gate.open();
    assertThat(first.answer()).isEqualTo(false);
    assertThat(slow.exists("a")).isFalse();
  }

  @Test
  void anOpenStreamIsReadOnThoughTheStoreIsDown() throws IOException {
    store.write("b", new byte[2000]);
    FileStore streaming =
        new RetryingFileStore(
            new ForwardingFileStore(below) {
              @Override
              public OpenedFile read(FilePath path, ReadOptions options) {
                OpenedFile opened = super.read(path, options);
                return new OpenedFile(opened.info(), new BufferedInputStream(opened.stream()));
              }
            },
            RetryOptions.DEFAULTS.attempts(1).breaker(1, Duration.ofSeconds(10)),
            time,
            () -> 0);
    try (InputStream in = streaming.open("b")) {
      faulty.failBefore(
          Operation.STAT,
          1,
          () -> new ConnectionException(new ErrorContext("stat", "a", "store"), "down", null));
      assertThrows(ConnectionException.class, () -> streaming.exists("a"));
      assertThrows(ConnectionException.class, () -> streaming.open("b"));
      assertThat(in.readAllBytes()).hasSize(2000);
    }
  }

  @Test
  void aClosedStoreSaysThatItIsClosedAndNotThatItIsDown() {
    fail(3);
    store.close();
    assertThrows(IllegalStateException.class, () -> store.write("a", "x"));
  }
}
