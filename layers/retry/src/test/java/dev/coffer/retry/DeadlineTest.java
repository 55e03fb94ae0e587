package dev.coffer.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.Actor;
import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.DeleteOptions;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.Gate;
import dev.coffer.testkit.Operation;
import dev.coffer.testkit.SlowFileStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What takes too long is ended, and nothing else is. */
@Timeout(60)
class DeadlineTest {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final VirtualTime time = new VirtualTime();
  private final InMemoryFileStore memory = new InMemoryFileStore();
  private final Gate gate =
      new Gate(
          Operation.WRITE,
          Operation.READ,
          Operation.STAT,
          Operation.LIST,
          Operation.DELETE_FILES,
          Operation.DELETE_FILE,
          Operation.DELETE_DIRECTORY,
          Operation.COPY,
          Operation.MOVE);
  private final FileStore slow = new SlowFileStore(memory, gate);
  private final FileStore store = limited(slow);

  private FileStore limited(FileStore below) {
    return new RetryingFileStore(below, RetryOptions.DEFAULTS.deadline(LIMIT), time, () -> 0);
  }

  private static Object call(FileStore store, Operation operation) {
    return switch (operation) {
      case WRITE -> store.write("d/a", "x");
      case READ -> store.readString("d/a");
      case STAT -> store.exists("d/a");
      case LIST -> store.list("d/a");
      case DELETE_FILES -> {
        store.deleteFile("d/a");
        yield "";
      }
      case DELETE_FILE -> {
        store.deleteFile("d/a", DeleteOptions.DEFAULTS.ifMatch("etag"));
        yield "";
      }
      case DELETE_DIRECTORY -> {
        store.deleteDirectory("d/a");
        yield "";
      }
      case COPY -> store.copy("d/a", "b");
      case MOVE -> store.move("d/a", "b");
      case CLOSE -> throw new AssertionError();
    };
  }

  @Test
  void aClosedStoreLeavesNoTimer() {
    gate.open();
    store.write("a", "x");
    assertThat(time.outstanding()).isPositive();
    store.close();
    assertThat(time.outstanding()).isZero();
  }

  @ParameterizedTest
  @EnumSource(value = Operation.class, mode = Mode.EXCLUDE, names = "CLOSE")
  void aStoreThatHangsIsLeftAtTheDeadline(Operation operation) throws InterruptedException {
    Caller caller = Caller.of(() -> call(store, operation));
    gate.awaitWaiting(1);
    time.pass(LIMIT.minusMillis(1));
    assertThat(caller.isDone()).isFalse();
    time.pass(Duration.ofMillis(1));
    ConnectionException e = (ConnectionException) caller.failure();
    assertThat(e.getMessage())
        .startsWith(e.operation() + " d/a on memory: connection failed (it took")
        .contains("longer than the deadline of 2s", "raise the option deadline");
    assertThat(e.isRetryable()).isTrue();
    assertThat(caller.isInterrupted()).as("the flag of the caller").isFalse();
    assertThat(statistics().ended()).isEqualTo(1);
    assertThat(statistics().inFlight()).isZero();
  }

  private RetryStatistics statistics() {
    return store.unwrap(RetryStatistics.class).orElseThrow();
  }

  @Test
  void aCallersInterruptIsNoDeadline() throws InterruptedException {
    Caller caller = Caller.of(() -> store.exists("a"));
    gate.awaitWaiting(1);
    caller.interrupt();
    assertThat(caller.failure()).isInstanceOf(InterruptedOperationException.class);
    assertThat(caller.isInterrupted()).isTrue();
  }

  @Test
  void whoCameInterruptedStaysSo() {
    gate.open();
    Thread.currentThread().interrupt();
    try {
      store.exists("a");
    } catch (InterruptedOperationException e) {
      // As well.
    }
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anAnswerThatComesInTheEndIsTheAnswer() throws InterruptedException {
    FileStore stubborn =
        new ForwardingFileStore(memory) {
          @Override
          public Optional<FileInfo> stat(FilePath path) {
            time.pass(LIMIT);
            return super.stat(path);
          }
        };
    assertThat(limited(stubborn).exists("a")).isFalse();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void anErrorThatIsAnAnswerIsTheAnswer() {
    FileStore late =
        new ForwardingFileStore(memory) {
          @Override
          public OpenedFile read(FilePath path, ReadOptions options) {
            time.pass(LIMIT);
            Thread.interrupted();
            return super.read(path, options);
          }
        };
    assertThrows(NotFoundException.class, () -> limited(late).readString("a"));
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void whatSwallowsAnInterruptIsInterruptedAgain() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Semaphore waits = new Semaphore(0);
    FileStore deaf =
        new ForwardingFileStore(memory) {
          @Override
          public Optional<FileInfo> stat(FilePath path) {
            for (int i = 0; i < 3; i++) {
              waits.release();
              try {
                never.await();
              } catch (InterruptedException e) {
                // Not heeded.
              }
            }
            throw new ConnectionException(new ErrorContext("stat", "a", "store"), null, null);
          }
        };
    Caller caller = Caller.of(() -> limited(deaf).exists("a"));
    for (int i = 0; i < 3; i++) {
      waits.acquire();
      time.pass(LIMIT);
    }
    assertThat(caller.failure()).hasMessageContaining("deadline of 2s");
    assertThat(caller.isInterrupted()).isFalse();
  }

  @Test
  void theDeadlineIsThatOfAllAttemptsTogether() {
    FileStore lost =
        new ForwardingFileStore(memory) {
          @Override
          public Optional<FileInfo> stat(FilePath path) {
            throw new ConnectionException(new ErrorContext("stat", "a", "store"), "down", null);
          }
        };
    RetryOptions options =
        RetryOptions.DEFAULTS
            .attempts(100)
            .delays(Duration.ofMillis(800), Duration.ofMillis(800))
            .deadline(LIMIT);
    FileStore limited = new RetryingFileStore(lost, options, time, () -> 1);
    // A pause that would last beyond the deadline is not begun.
    assertThatThrownBy(() -> limited.exists("a")).hasMessageContaining("down");
    assertThat(time.slept()).hasSize(2);
  }

  @Test
  void aStreamThatHangsIsLeftPieceByPiece() throws InterruptedException {
    memory.write("a", "some");
    CountDownLatch reading = new CountDownLatch(2);
    FileStore below =
        new ForwardingFileStore(memory) {
          @Override
          public OpenedFile read(FilePath path, ReadOptions options) {
            OpenedFile opened = super.read(path, options);
            return new OpenedFile(opened.info(), new SecondPieceHangs(opened.stream(), reading));
          }
        };
    Caller caller =
        Caller.of(
            () -> {
              try (InputStream in = limited(below).open("a")) {
                assertThat(in.readNBytes(1)).hasSize(1);
                time.pass(LIMIT.multipliedBy(10)); // what the caller does in between
                return in.read();
              }
            });
    reading.await();
    time.pass(LIMIT);
    assertThat(caller.failure()).hasMessageContaining("read a on").hasMessageContaining("2s");
    assertThat(caller.isInterrupted()).isFalse();
  }

  private static final class SecondPieceHangs extends FilterInputStream {
    private final CountDownLatch reading;

    SecondPieceHangs(InputStream in, CountDownLatch reading) {
      super(in);
      this.reading = reading;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      reading.countDown();
      if (reading.getCount() > 0) {
        return super.read(buffer, offset, length);
      }
      try {
        new CountDownLatch(1).await();
        return -1;
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    }
  }

  @Test
  void aListingThatHangsIsLeft() throws InterruptedException {
    memory.write("a", "x");
    memory.write("b", "x");
    CountDownLatch hanging = new CountDownLatch(1);
    FileStore below =
        new ForwardingFileStore(memory) {
          @Override
          public Stream<Entry> list(FilePath directory, ListOptions options) {
            return super.list(directory, options)
                .peek(entry -> hangAt(entry.path().toString(), hanging));
          }
        };
    Caller caller = Caller.of(() -> limited(below).list(""));
    hanging.await();
    time.pass(LIMIT);
    assertThat(caller.failure()).hasMessageContaining("list on ").hasMessageContaining("2s");
  }

  private static void hangAt(String name, CountDownLatch hanging) {
    if (name.equals("b")) {
      hanging.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedOperationException(new ErrorContext("list", "", "store"), null, e);
      }
    }
  }

  @Test
  void aContentThatHangsIsLeftAndTheLocalStoreKeepsTheOldFile(@TempDir Path directory)
      throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(1);
    try (FileStore local = limited(new LocalFileStore(directory, Durability.NONE))) {
      local.write("a", "old");
      Content hangs =
          Content.of(
              out -> {
                out.write(new byte[1000]);
                hanging.countDown();
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  throw new InterruptedIOException();
                }
              });
      Caller caller = Caller.of(() -> local.write("a", hangs, WriteOptions.DEFAULTS));
      hanging.await();
      time.pass(LIMIT);
      assertThat(caller.failure())
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("it may have been done nevertheless");
      assertThat(caller.isInterrupted()).isFalse();
      assertThat(local.readString("a")).isEqualTo("old");
    }
  }

  @Test
  void callsOnManyFilesHaveTheDeadlineOnTheThreadsOfTheStoreToo() throws InterruptedException {
    Caller reading = Caller.of(() -> store.readAll(List.of("a", "b", "c")).toList());
    // Each file begins when a thread comes to it.
    while (!reading.isDone()) {
      time.pass(LIMIT);
      LockSupport.parkNanos(100_000);
    }
    assertThat(reading.failure()).hasMessageContaining("deadline of 2s");
  }

  @Test
  void theActorIsThereUnderADeadline() {
    Optional<?>[] seen = new Optional<?>[1];
    FileStore below =
        new ForwardingFileStore(memory) {
          @Override
          public Optional<FileInfo> stat(FilePath path) {
            seen[0] = Actor.current();
            return super.stat(path);
          }
        };
    Actor.as("ada", () -> limited(below).exists("a"));
    assertThat(seen[0]).isEqualTo(Optional.of("ada"));
  }

  @Test
  void nothingIsLeftOfCallsThatEnd() {
    gate.open();
    for (int i = 0; i < 1000; i++) {
      assertThat(store.exists("a")).isFalse();
    }
    assertThat(time.ahead()).as("looks ahead").isEqualTo(1);
    time.pass(LIMIT);
    assertThat(time.ahead()).isZero();
    assertThat(Thread.interrupted()).isFalse();
  }

  /** The limit and the end of a call meet at every moment of it. */
  @Test
  void noInterruptEscapesFromTheCallThatItIsMeantFor() throws InterruptedException {
    FileStore busy =
        new ForwardingFileStore(memory) {
          @Override
          public Optional<FileInfo> stat(FilePath path) {
            long end = System.nanoTime() + ThreadLocalRandom.current().nextLong(200_000);
            while (System.nanoTime() < end) {
              Thread.onSpinWait();
            }
            return super.stat(path);
          }
        };
    RetryOptions options = RetryOptions.DEFAULTS.deadline(Duration.ofNanos(100_000));
    FileStore limited = new RetryingFileStore(busy, options);
    List<Caller> callers =
        Stream.generate(() -> Caller.of(() -> escapes(limited))).limit(4).toList();
    for (Caller caller : callers) {
      assertThat(caller.answer()).isEqualTo(0);
    }
  }

  private static int escapes(FileStore store) {
    int escaped = 0;
    for (int i = 0; i < 2000; i++) {
      store.exists("a");
      escaped += Thread.interrupted() ? 1 : 0;
    }
    return escaped;
  }

  @Test
  void callsThatBeginWhileOthersHangHaveTheirOwnTime() throws InterruptedException {
    Caller first = Caller.of(() -> store.exists("a"));
    gate.awaitWaiting(1);
    time.pass(Duration.ofSeconds(1));
    Caller second = Caller.of(() -> store.exists("b"));
    gate.awaitWaiting(2);
    time.pass(Duration.ofSeconds(1));
    assertThat(first.failure()).hasMessageContaining("stat a on");
    assertThat(second.isDone()).isFalse();
    time.pass(Duration.ofSeconds(1));
    assertThat(second.failure()).hasMessageContaining("stat b on");
  }
}
