package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.memory.InMemoryFileStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ReadAllTest {
  private static final int MIB = 1 << 20;
  private static final int BUDGET = 16 * MIB;

  private final FileStore store = new InMemoryFileStore();

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private List<String> texts(List<String> paths) {
    try (Stream<byte[]> files = store.readAll(paths)) {
      return files.map(ReadAllTest::text).toList();
    }
  }

  /** Fails to read one path. */
  private FileStore failingAt(String path, RuntimeException failure) {
    return new ForwardingFileStore(store) {
      @Override
      public OpenedFile read(FilePath file, ReadOptions options) {
        if (file.toString().equals(path)) {
          throw failure;
        }
        return super.read(file, options);
      }
    };
  }

  @Test
  void filesComeInTheOrderAsked() {
    store.write("a", "1");
    store.write("b", "22");
    store.write("c", "");
    assertThat(texts(List.of("c", "a", "b", "a", "c"))).containsExactly("", "1", "22", "1", "");
  }

  @Test
  void noFilesAskedGiveNoFiles() {
    assertThat(texts(List.of())).isEmpty();
    assertThat(store.readAllPresent(List.of())).isEmpty();
  }

  @Test
  void tenThousandSmallFilesComeWholeAndInOrder() {
    List<String> paths = IntStream.range(0, 10_000).mapToObj(i -> "d" + i % 7 + "/" + i).toList();
    paths.forEach(path -> store.write(path, "content of " + path));
    List<String> expected = paths.stream().map(path -> "content of " + path).toList();
    assertThat(texts(paths)).isEqualTo(expected);
  }

  @Test
  void aMissingFileIsAnErrorWhenItsTurnComes() {
    store.write("a", "1");
    store.write("c", "3");
    try (Stream<byte[]> files = store.readAll(List.of("a", "b", "c"))) {
      Iterator<byte[]> each = files.iterator();
      assertThat(text(each.next())).isEqualTo("1");
      assertThatThrownBy(each::next)
          .isInstanceOfSatisfying(
              NotFoundException.class, e -> assertThat(e.path()).isEqualTo("b"));
    }
  }

  @Test
  void anyOtherErrorComesAtItsTurnToo() {
    store.write("a", "1");
    store.write("c", "3");
    RuntimeException denied =
        new PermissionDeniedException(new ErrorContext("read", "b", "m"), null, null);
    List<String> paths = List.of("a", "b", "c");
    for (boolean present : new boolean[] {false, true}) {
      FileStore failing = failingAt("b", denied);
      try (Stream<byte[]> files =
          present ? failing.readAllPresent(paths) : failing.readAll(paths)) {
        Iterator<byte[]> each = files.iterator();
        assertThat(text(each.next())).isEqualTo("1");
        assertThatThrownBy(each::next).isSameAs(denied);
      }
    }
  }

  @Test
  @Timeout(60)
  void anUndeclaredExceptionOfABackEndComesAtItsTurn() {
    FileStore failing =
        new ForwardingFileStore(store) {
          @Override
          public OpenedFile read(FilePath path, ReadOptions options) {
            throw Undeclared.thrown(new IOException("undeclared"));
          }
        };
    List<String> paths = IntStream.range(0, 100).mapToObj(i -> "f" + i).toList();
    for (int i = 0; i < 20; i++) {
      try (Stream<byte[]> files = failing.readAll(paths)) {
        assertThatThrownBy(() -> files.iterator().next())
            .isInstanceOf(UndeclaredThrowableException.class)
            .hasRootCauseMessage("undeclared");
      }
    }
  }

  @Test
  void readAllPresentLeavesOutWhatIsMissing() {
    store.write("b", "2");
    store.write("d", "4");
    List<String> paths = List.of("a", "b", "c", "d", "e");
    try (Stream<byte[]> files = store.readAllPresent(paths)) {
      assertThat(files.map(ReadAllTest::text)).containsExactly("2", "4");
    }
  }

  @Test
  void anIllegalPathIsRefusedAtTheCall() {
    assertThatThrownBy(() -> store.readAll(List.of("a", "../b")))
        .isInstanceOf(InvalidFilePathException.class);
  }

  @Test
  void aClosedStoreIsAnIllegalState() {
    store.write("a", "1");
    store.close();
    assertThatThrownBy(() -> texts(List.of("a"))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFileShorterThanToldIsCorrupt() {
    FileStore truncating =
        new ForwardingFileStore(store) {
          @Override
          public OpenedFile read(FilePath path, ReadOptions options) {
            OpenedFile whole = super.read(path, options);
            OpenedFile part = super.read(path, options.range(0, 1));
            whole.close();
            return new OpenedFile(whole.info(), part.stream());
          }
        };
    store.write("a", "123");
    assertThatThrownBy(() -> truncating.readAll(List.of("a")).toList())
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("1 of 3");
  }

  @Test
  void theBytesAheadAreBounded() {
    int size = 5 * MIB;
    GeneratedFileStore big = new GeneratedFileStore(size, 4);
    List<String> paths = IntStream.range(0, 60).mapToObj(Integer::toString).toList();
    long taken = 0;
    try (Stream<byte[]> files = big.readAll(paths)) {
      for (Iterator<byte[]> each = files.iterator(); each.hasNext(); ) {
        // What is read and not taken: what is ahead, and the file that this thread has read.
        assertThat(big.bytesRead.get() - taken).isLessThanOrEqualTo(BUDGET + size);
        byte[] file = each.next();
        assertThat(file).hasSize(size);
        assertThat(file[size - 1]).isEqualTo((byte) (taken / size));
        taken += size;
        long due = Math.min(60L * size, taken + 3L * size);
        Eventually.holds("3 files ahead", () -> big.bytesRead.get() >= due - size);
      }
    }
    assertThat(taken).isEqualTo(60L * size);
    assertThat(big.open).hasValue(0);
  }

  @Test
  void noMoreFilesAreOpenThanTheStoreServesAtOnce() {
    GeneratedFileStore big = new GeneratedFileStore(BUDGET - 1, 3);
    List<String> paths = IntStream.range(0, 40).mapToObj(Integer::toString).toList();
    try (Stream<byte[]> files = big.readAll(paths)) {
      Iterator<byte[]> each = files.iterator();
      for (int i = 0; i < 10; i++) {
        assertThat(each.next()[0]).isEqualTo((byte) i);
        int least = i + 2;
        Eventually.holds("the next file is opened", () -> big.opened.get() >= least);
      }
    }
    // The file that the taking thread reads itself comes on top.
    assertThat(big.mostOpen.get()).isLessThanOrEqualTo(4);
    Eventually.holds("all files are closed", () -> big.open.get() == 0);
  }

  @Test
  void aFileLargerThanTheBudgetIsReadToo() {
    GeneratedFileStore big = new GeneratedFileStore(BUDGET + 1, 2);
    try (Stream<byte[]> files = big.readAll(List.of("1", "2", "3"))) {
      assertThat(files.map(bytes -> bytes.length)).containsOnly(BUDGET + 1).hasSize(3);
    }
  }

  @Test
  void closingEarlyClosesTheFilesThatWereOpened() {
    GeneratedFileStore big = new GeneratedFileStore(BUDGET + 1, 2);
    List<String> paths = IntStream.range(0, 20).mapToObj(Integer::toString).toList();
    try (Stream<byte[]> files = big.readAll(paths)) {
      assertThat(files.iterator().next()).hasSize(BUDGET + 1);
      Eventually.holds("the next file is opened", () -> big.opened.get() > 1);
    }
    Eventually.holds("all files are closed", () -> big.open.get() == 0);
  }

  @Test
  void afterClosingTheStreamNothingCanBeTaken() {
    store.write("a", "1");
    Stream<byte[]> files = store.readAll(List.of("a", "a", "a"));
    Iterator<byte[]> each = files.iterator();
    each.next();
    files.close();
    assertThatThrownBy(
            () -> {
              each.next();
              each.next();
            })
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anAbandonedStreamHoldsNoThread() {
    byte[] mib = new byte[MIB];
    Arrays.fill(mib, (byte) 1);
    store.write("a", mib);
    Iterator<byte[]> abandoned = store.readAll(new ArrayList<>(nCopies("a", 300))).iterator();
    assertThat(abandoned.next()).hasSize(MIB);
    Eventually.holds("no thread reads ahead", () -> !isAnyThreadIn(ConcurrentReads.class));
    assertThat(abandoned.next()).hasSize(MIB);
  }

  private static List<String> nCopies(String path, int count) {
    return IntStream.range(0, count).mapToObj(i -> path).toList();
  }

  private static boolean isAnyThreadIn(Class<?> type) {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().startsWith("coffer-worker"))
        .flatMap(thread -> Arrays.stream(thread.getValue()))
        .anyMatch(frame -> frame.getClassName().equals(type.getName()));
  }

  @Test
  void anInterruptEndsTheWaitForAFile() throws Exception {
    CountDownLatch bothRead = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    FileStore stuck =
        new ForwardingFileStore(store) {
          @Override
          public OpenedFile read(FilePath path, ReadOptions options) {
            bothRead.countDown();
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              throw new InterruptedOperationException(
                  new ErrorContext("read", path.toString(), toString()), null, e);
            }
            return super.read(path, options);
          }
        };
    List<String> paths = IntStream.range(0, 20).mapToObj(i -> "f" + i).toList();
    paths.forEach(path -> store.write(path, "1"));
    FutureTask<Boolean> flag =
        new FutureTask<>(
            () -> {
              assertThatThrownBy(() -> stuck.readAll(paths).toList())
                  .isInstanceOf(InterruptedOperationException.class)
                  .hasMessageMatching("read f\\d+ on .*");
              return Thread.currentThread().isInterrupted();
            });
    Thread taker = new Thread(flag, "taker");
    taker.start();
    bothRead.await(); // by a helper and by the taking thread
    taker.interrupt();
    assertThat(flag.get(60, TimeUnit.SECONDS)).isTrue();
    release.countDown();
  }

  /**
   * Says later than at the beginning that it bears more, and has the last reads wait for each
   * other.
   */
  private static final class GrowingStore extends ForwardingFileStore {
    static final int LAST = 400;
    final CountDownLatch together = new CountDownLatch(30);
    final AtomicInteger alone = new AtomicInteger();
    final AtomicInteger reads = new AtomicInteger();

    GrowingStore(FileStore delegate) {
      super(delegate);
    }

    @Override
    public Capabilities capabilities() {
      Capabilities own = super.capabilities();
      int concurrency = reads.get() < 100 ? 20 : 40;
      return new Capabilities(own.supported(), own.maxFileSize(), concurrency);
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      reads.incrementAndGet();
      if (Integer.parseInt(path.name()) >= LAST) {
        together.countDown();
        try {
          if (!together.await(30, TimeUnit.SECONDS)) {
            alone.incrementAndGet();
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return super.read(path, options);
    }
  }

  @Test
  void moreIsReadAtOnceWhenTheStoreBearsMore() {
    List<String> paths = IntStream.range(0, GrowingStore.LAST + 100).mapToObj(i -> i + "").toList();
    paths.forEach(path -> store.write(path, path));
    GrowingStore growing = new GrowingStore(store);
    try (Stream<byte[]> files = growing.readAll(paths)) {
      assertThat(files.map(ReadAllTest::text).toList()).isEqualTo(paths);
    }
    assertThat(growing.alone).as("reads that waited for 30 at once").hasValue(0);
  }

  /**
   * A store with few connections, each of which is held until a file is closed. As many files as it
   * says are opened at the same moment.
   */
  private static final class PooledStore extends ForwardingFileStore {
    final Semaphore connections;
    final AtomicInteger reads = new AtomicInteger();
    final Map<String, CountDownLatch> together;
    private final int concurrency;

    PooledStore(FileStore delegate) {
      this(delegate, 24, 20);
    }

    PooledStore(FileStore delegate, int connections, int concurrency) {
      super(delegate);
      this.connections = new Semaphore(connections);
      this.concurrency = concurrency;
      this.together =
          Map.of("a", new CountDownLatch(concurrency), "b", new CountDownLatch(concurrency));
    }

    @Override
    public Capabilities capabilities() {
      Capabilities own = super.capabilities();
      Set<Capability> supported = EnumSet.copyOf(own.supported());
      supported.add(Capability.REPEATED_REQUESTS);
      return new Capabilities(supported, own.maxFileSize(), concurrency, 8);
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      reads.incrementAndGet();
      meetOthers(Objects.requireNonNull(together.get(path.name())));
      connect();
      OpenedFile file = super.read(path, options);
      InputStream stream =
          new FilterInputStream(file.stream()) {
            @Override
            public void close() throws IOException {
              super.close();
              connections.release();
            }
          };
      return new OpenedFile(file.info(), stream);
    }

    @Override
    public Optional<FileInfo> stat(FilePath path) {
      connect();
      connections.release();
      return super.stat(path);
    }

    void meetOthers(CountDownLatch others) {
      others.countDown();
      try {
        boolean unused = others.await(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    void connect() {
      try {
        assertThat(connections.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void largeFilesThatWaitLeaveConnectionsToOthers() {
    store.write("a", new byte[4 * MIB]);
    store.write("b", new byte[4 * MIB]);
    PooledStore pooled = new PooledStore(store);
    try (Stream<byte[]> some = pooled.readAll(nCopies("a", 40));
        Stream<byte[]> others = pooled.readAll(nCopies("b", 40))) {
      Iterator<byte[]> one = some.iterator();
      Iterator<byte[]> other = others.iterator();
      while (one.hasNext()) {
        assertThat(one.next()).hasSize(4 * MIB);
        assertThat(pooled.stat("a")).isPresent();
        assertThat(other.next()).hasSize(4 * MIB);
      }
      assertThat(other.hasNext()).isFalse();
    }
    assertThat(pooled.reads)
        .as("each once, and those of the first moment again")
        .hasValueLessThan(130);
    Eventually.holds("all are given back", () -> pooled.connections.availablePermits() == 24);
  }

  @Test
  void aRemoteStoreIsOneEvenIfItIsToldToMakeFewRequestsAtOnce() {
    store.write("a", new byte[5 * MIB]);
    PooledStore pooled = new PooledStore(store, 2, 6);
    try (Stream<byte[]> some = pooled.readAll(nCopies("a", 40))) {
      for (Iterator<byte[]> each = some.iterator(); each.hasNext(); ) {
        assertThat(each.next()).hasSize(5 * MIB);
        assertThat(pooled.stat("a")).isPresent();
      }
    }
    Eventually.holds("all are given back", () -> pooled.connections.availablePermits() == 2);
  }

  @Test
  void callsThatReadLargeFilesAtOnceLeaveConnectionsToEachOther() throws Exception {
    store.write("a", new byte[4 * MIB]);
    PooledStore pooled = new PooledStore(store);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      Callable<Integer> call =
          () -> {
            int files = 0;
            try (Stream<byte[]> some = pooled.readAll(nCopies("a", 20))) {
              for (Iterator<byte[]> each = some.iterator(); each.hasNext(); each.next()) {
                files++;
              }
            }
            return files;
          };
      for (Future<Integer> files : threads.invokeAll(Collections.nCopies(6, call))) {
        assertThat(files.get()).isEqualTo(20);
      }
    } finally {
      threads.shutdownNow();
    }
    Eventually.holds("all are given back", () -> pooled.connections.availablePermits() == 24);
  }

  @Test
  void aStoreThatNoLongerSaysHowMuchItBearsLosesNoFile() {
    List<String> paths = IntStream.range(0, 200).mapToObj(i -> "f" + i).toList();
    paths.forEach(path -> store.write(path, path));
    AtomicInteger asked = new AtomicInteger();
    FileStore silent =
        new ForwardingFileStore(store) {
          @Override
          public Capabilities capabilities() {
            if (asked.getAndIncrement() > 0) {
              throw new IllegalStateException("not now");
            }
            return super.capabilities();
          }
        };
    try (Stream<byte[]> files = silent.readAll(paths)) {
      assertThat(files.map(ReadAllTest::text).toList()).isEqualTo(paths);
    }
    assertThat(asked.get()).isGreaterThan(1);
  }
}
