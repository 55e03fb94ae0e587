package dev.coffer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.Operation;
import dev.coffer.testkit.RecordingFileStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What readers see while others write. */
class RacesTest {
  private static final int WRITES = 20_000;

  private final InMemoryFileStore origin = new InMemoryFileStore();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  /** A store whose reads end when they may: what they have read is old by then. */
  private static final class HeldReads extends ForwardingFileStore {
    final Semaphore begun = new Semaphore(0);
    final Semaphore mayEnd = new Semaphore(0);

    HeldReads(FileStore delegate) {
      super(delegate);
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      OpenedFile opened = super.read(path, options);
      begun.release();
      mayEnd.acquireUninterruptibly();
      return opened;
    }
  }

  @Test
  void aReadThatFailsAsItDoesNotDeclareKeepsNoOtherWaiting() throws Exception {
    origin.write("a", "1");
    AtomicBoolean fails = new AtomicBoolean(true);
    FileStore store =
        new CachingFileStore(
            new ForwardingFileStore(origin) {
              @Override
              public OpenedFile read(FilePath path, ReadOptions options) {
                return fails.getAndSet(false) ? undeclared() : super.read(path, options);
              }
            },
            CacheOptions.DEFAULTS);
    assertThatThrownBy(() -> store.readString("a")).isInstanceOf(TimeoutException.class);
    assertThat(threads.submit(() -> store.readString("a")).get(30, TimeUnit.SECONDS))
        .isEqualTo("1");
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as other languages do it
  private static <T, E extends Exception> T undeclared() throws E {
    throw (E) new TimeoutException("of the test");
  }

  @ParameterizedTest
  @EnumSource
  void noReadThatBeganAfterAWriteReturnsAnOlderState(CacheOptions.Freshness freshness)
      throws Exception {
    FileStore store = new CachingFileStore(origin, CacheOptions.DEFAULTS.freshness(freshness));
    store.write("a", "0");
    AtomicLong acknowledged = new AtomicLong();
    AtomicBoolean ended = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(4);
    List<Future<Boolean>> readers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      readers.add(
          threads.submit(
              () -> {
                while (!ended.get()) {
                  long least = acknowledged.get();
                  assertThat(Long.parseLong(store.readString("a"))).isGreaterThanOrEqualTo(least);
                  reading.countDown();
                }
                return true;
              }));
    }
    assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();
    for (long i = 1; i <= WRITES; i++) {
      store.write("a", String.valueOf(i));
      acknowledged.set(i);
    }
    ended.set(true);
    for (Future<Boolean> reader : readers) {
      assertThat(reader.get()).isTrue();
    }
    assertThat(store.readString("a")).isEqualTo(String.valueOf(WRITES));
  }

  @Test
  void whatWasReadBeforeAWriteIsNotKeptAfterIt() throws Exception {
    HeldReads slow = new HeldReads(origin);
    FileStore store = new CachingFileStore(slow, CacheOptions.DEFAULTS);
    origin.write("a", "old");
    Future<String> early = threads.submit(() -> store.readString("a"));
    slow.begun.acquire();
    store.write("a", "new");
    Future<String> late = threads.submit(() -> store.readString("a"));
    slow.begun.acquire();
    slow.mayEnd.release(2);
    assertThat(early.get()).isEqualTo("old");
    assertThat(late.get()).isEqualTo("new");
    assertThat(store.readString("a")).isEqualTo("new");
  }

  @Test
  void aHerdOfReadersIsOneReadOfTheStore() throws Exception {
    RecordingFileStore below = new RecordingFileStore(origin);
    HeldReads slow = new HeldReads(below);
    FileStore store = new CachingFileStore(slow, CacheOptions.DEFAULTS);
    origin.write("a", "text");
    CountDownLatch started = new CountDownLatch(200);
    List<Future<String>> readers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      readers.add(
          threads.submit(
              () -> {
                started.countDown();
                return store.readString("a");
              }));
    }
    started.await();
    slow.mayEnd.release(200);
    for (Future<String> reader : readers) {
      assertThat(reader.get()).isEqualTo("text");
    }
    assertThat(below.count(Operation.READ)).isEqualTo(1);
  }

  @Test
  void aReaderWhoWaitsForAnotherCanBeInterrupted() throws Exception {
    HeldReads slow = new HeldReads(origin);
    FileStore store = new CachingFileStore(slow, CacheOptions.DEFAULTS);
    origin.write("a", "text");
    Future<String> first = threads.submit(() -> store.readString("a"));
    slow.begun.acquire();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread waiting =
        new Thread(
            () -> {
              assertThatThrownBy(() -> store.readString("a"))
                  .isInstanceOf(InterruptedOperationException.class);
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    waiting.start();
    waiting.interrupt();
    waiting.join();
    assertThat(interrupted).isTrue();
    slow.mayEnd.release();
    assertThat(first.get()).isEqualTo("text");
  }

  @Test
  void aFailureThatBeganBeforeAReadIsNotItsAnswer() throws Exception {
    AtomicBoolean held = new AtomicBoolean(true);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayFail = new CountDownLatch(1);
    FileStore failing =
        new ForwardingFileStore(origin) {
          @Override
          public OpenedFile read(FilePath path, ReadOptions options) {
            if (held.getAndSet(false)) {
              begun.countDown();
              awaitUninterruptibly(mayFail);
              throw new NotFoundException(
                  new dev.coffer.ErrorContext("read", path.toString(), name()), null, null);
            }
            return super.read(path, options);
          }
        };
    FileStore store = new CachingFileStore(failing, CacheOptions.DEFAULTS);
    Future<String> early = threads.submit(() -> store.readString("a"));
    begun.await();
    origin.write("a", "by another");
    Future<String> late = threads.submit(() -> store.readString("a"));
    mayFail.countDown();
    assertThatThrownBy(early::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(NotFoundException.class);
    assertThat(late.get()).isEqualTo("by another");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
