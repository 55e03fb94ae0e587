package dev.coffer.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.DeleteOptions;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.Undeclared;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;

final class ObservedFileStoreTest {
  private final FileStore inner =
      InMemoryFileStore.shared("observed-" + System.nanoTime(), Long.MAX_VALUE);
  private final FileStore store = new ObservedFileStore(inner);

  @BeforeEach
  void keepAll() {
    KeptLogs.keep(Level.DEBUG);
  }

  @AfterEach
  void keepNothing() {
    KeptLogs.keep(null);
    store.close();
  }

  // ---- Lines

  @Test
  void eachOperationIsOneLineWithItsKeys() {
    store.write("d/a", "four");
    assertThat(lines())
        .singleElement()
        .asString()
        .matches(
            "DEBUG operation=write path=d/a bytes=4 milliseconds=[\\d.]+ outcome=ok"
                + " store=memory:observed-\\d+ \\| write ok");
  }

  @Test
  void everyPrimitiveIsOneLine() throws IOException {
    store.write("a", "four");
    store.readString("a");
    store.open("a", 1, 2).close();
    store.exists("a");
    store.list("");
    store.copy("a", "b");
    store.move("b", "c");
    store.deleteAll(List.of("c", "x"));
    store.deleteDirectory("d");
    assertThat(lines().stream().map(line -> line.replaceAll(" milliseconds=.*", "")))
        .containsExactly(
            "DEBUG operation=write path=a bytes=4",
            "DEBUG operation=read path=a bytes=4",
            "DEBUG operation=read path=a bytes=0",
            "DEBUG operation=stat path=a bytes=0",
            "DEBUG operation=list path= bytes=0",
            "DEBUG operation=copy path=a target=b bytes=4",
            "DEBUG operation=move path=b target=c bytes=4",
            "DEBUG operation=delete path=c files=2 bytes=0",
            "DEBUG operation=delete-directory path=d bytes=0");
  }

  @Test
  void aDeletionOnAConditionIsOneDeletion() {
    DeleteOptions seen = DeleteOptions.DEFAULTS.ifMatch(store.write("a", "1").etag());
    KeptLogs.keep(Level.DEBUG);
    store.deleteFile("a", seen);
    assertThatThrownBy(() -> store.deleteFile("a", seen)).isInstanceOf(ConflictException.class);
    assertThat(lines().stream().map(line -> line.replaceAll(" milliseconds=\\S+| store=.*", "")))
        .containsExactly(
            "DEBUG operation=delete path=a files=1 bytes=0 outcome=ok",
            "WARN operation=delete path=a files=1 bytes=0 outcome=conflict");
    assertThat(calls(store, StoreOperation.DELETE).errors()).isEqualTo(Map.of("conflict", 1L));
  }

  @Test
  void aFailureIsOneWarningThatSaysWhatTheErrorSays() {
    NotFoundException error =
        assertThrows(NotFoundException.class, () -> store.readString("missing"));
    assertThat(lines())
        .singleElement()
        .asString()
        .startsWith("WARN operation=read path=missing ")
        .contains(" outcome=not-found ")
        .endsWith("| " + error.getMessage());
    assertThat(KeptLogs.events().get(0).getThrowable()).isNull();
  }

  @Test
  void whatTheCallerExpectsIsNoWarning() throws IOException {
    String etag = store.write("a", "1").etag();
    assertThatThrownBy(() -> store.open("a", ReadOptions.DEFAULTS.ifNoneMatch(etag)))
        .hasMessageContaining("a");
    FileStore calm =
        new ObservedFileStore(inner, ObserveOptions.DEFAULTS.expected(Set.of("not-found")));
    assertThatThrownBy(() -> calm.readString("missing")).isInstanceOf(NotFoundException.class);
    assertThat(KeptLogs.events()).noneMatch(event -> event.getLevel() == Level.WARN);
    assertThat(calls(calm, StoreOperation.READ).errors()).isEqualTo(Map.of("not-found", 1L));
  }

  @Test
  void aMissingFileThatIsLeftOutIsNoWarning() {
    store.write("a", "1");
    assertThat(store.readAllPresent(List.of("a", "b"))).hasSize(1);
    assertThat(KeptLogs.events()).noneMatch(event -> event.getLevel() == Level.WARN);
    assertThatThrownBy(() -> store.readAll(List.of("b")).toList())
        .isInstanceOf(NotFoundException.class);
    assertThat(KeptLogs.events()).anyMatch(event -> event.getLevel() == Level.WARN);
  }

  @Test
  void aSlowOperationIsAtInfo() {
    FileStore slow = new ObservedFileStore(inner, ObserveOptions.DEFAULTS.slow(Duration.ZERO));
    slow.write("a", "1");
    assertThat(lines()).singleElement().asString().startsWith("INFO operation=write ");
  }

  @Test
  void whatChangesTheTextAroundItIsShownAsAnEscape() {
    store.write("a\u202Eb\u200Bc", "1");
    assertThat(lines()).singleElement().asString().contains(" path=a\\u202eb\\u200bc ");
  }

  @Test
  void nothingIsMadeForALevelThatIsOff() {
    KeptLogs.keep(Level.WARN);
    store.write("a", "1");
    store.readString("a");
    assertThat(KeptLogs.events()).isEmpty();
  }

  // ---- Streams

  @Test
  void aReadLastsUntilItsStreamIsClosedAndCountsWhatWasTaken() throws IOException {
    store.write("a", "0123456789");
    try (InputStream in = store.open("a")) {
      in.readNBytes(3);
      assertThat(in.read()).isEqualTo('3');
      assertThat(calls(store, StoreOperation.READ).underWay()).isEqualTo(1);
      assertThat(calls(store, StoreOperation.READ).count()).isZero();
    }
    OperationMetrics reads = calls(store, StoreOperation.READ);
    assertThat(reads.underWay()).isZero();
    assertThat(reads.count()).isEqualTo(1);
    assertThat(reads.bytes()).isEqualTo(4);
  }

  @Test
  void aStreamThatFailsIsAFailureOnce() {
    FileStore broken =
        new ObservedFileStore(
            new ForwardingFileStore(inner) {
              @Override
              public OpenedFile read(FilePath path, ReadOptions options) {
                return new OpenedFile(super.read(path, options).info(), new BrokenStream());
              }
            });
    inner.write("a", "1");
    assertThatThrownBy(() -> broken.readString("a")).isInstanceOf(ConnectionException.class);
    assertThat(lines()).singleElement().asString().contains(" outcome=connection ");
    assertThat(calls(broken, StoreOperation.READ).errors()).isEqualTo(Map.of("connection", 1L));
  }

  @Test
  void aListLastsUntilItsEntriesAreTakenOrItIsClosed() {
    store.write("a", "1");
    store.write("b", "1");
    try (Stream<Entry> entries = store.entries("", ListOptions.DEFAULTS)) {
      assertThat(entries.iterator().next().path()).hasToString("a");
      assertThat(calls(store, StoreOperation.LIST).underWay()).isEqualTo(1);
    }
    assertThat(calls(store, StoreOperation.LIST).count()).isEqualTo(1);
    @SuppressWarnings("StreamResourceLeak")
    long files = store.walk("").count();
    assertThat(files).isEqualTo(2);
    assertThat(calls(store, StoreOperation.LIST).count()).isEqualTo(2);
  }

  @Test
  void whatTheCallerThrowsWhileItTakesEntriesIsNoFailureOfTheStore() {
    store.write("a", "1");
    assertThatThrownBy(
            () -> {
              try (Stream<Entry> entries = store.entries("", ListOptions.DEFAULTS)) {
                entries.forEach(
                    entry -> {
                      throw new IllegalStateException("mine");
                    });
              }
            })
        .hasMessage("mine");
    assertThat(calls(store, StoreOperation.LIST).errors()).isEmpty();
  }

  // ---- Numbers

  @Test
  void theNumbersAreByOperation() {
    store.write("a", "four");
    store.write("b", "four");
    assertThatThrownBy(() -> store.write("a", new byte[1], WriteOptions.DEFAULTS.ifAbsent()))
        .hasMessageContaining("exists");
    OperationMetrics writes = calls(store, StoreOperation.WRITE);
    assertThat(writes.count()).isEqualTo(3);
    assertThat(writes.bytes()).isEqualTo(8);
    assertThat(writes.errors()).isEqualTo(Map.of("conflict", 1L));
    assertThat(writes.p50()).isPositive().isLessThanOrEqualTo(writes.p95());
    assertThat(writes.p95()).isLessThanOrEqualTo(writes.p99());
    assertThat(snapshot(store)).containsOnlyKeys(StoreOperation.WRITE);
  }

  @Test
  void theNumbersCanBeReadWhenTheStoreIsClosed() {
    FileStoreMetrics metrics = store.unwrap(FileStoreMetrics.class).orElseThrow();
    store.write("a", "1");
    store.close();
    assertThat(metrics.snapshot().get(StoreOperation.WRITE)).isNotNull();
  }

  @Test
  void errorsThatAreNoneOfAStoreHaveAKindToo() {
    inner.close();
    assertThatThrownBy(() -> store.readString("a")).isInstanceOf(IllegalStateException.class);
    assertThat(calls(store, StoreOperation.READ).errors()).isEqualTo(Map.of("illegal-state", 1L));
    assertThat(lines()).singleElement().asString().endsWith("| read illegal-state");
  }

  @Test
  void anExceptionThatABackEndDoesNotDeclareEndsTheOperation() {
    TimeoutException undeclared = new TimeoutException("of the test");
    FileStore failing =
        new ObservedFileStore(
            new ForwardingFileStore(inner) {
              @Override
              public Optional<FileInfo> stat(FilePath path) {
                throw Undeclared.thrown(undeclared);
              }
            });
    assertThatThrownBy(() -> failing.exists("a")).isSameAs(undeclared);
    assertThat(calls(failing, StoreOperation.STAT).underWay()).isZero();
    assertThat(calls(failing, StoreOperation.STAT).count()).isEqualTo(1);
  }

  // ---- Listeners

  @Test
  void aWatcherIsToldTheBeginningTheAnswerAndTheEnd() {
    List<String> told = new ArrayList<>();
    FileStore watched = watched(noting(told, "1"), noting(told, "2"));
    watched.write("a", "four");
    watched.copy("a", "b");
    assertThatThrownBy(() -> watched.move("x", "y")).isInstanceOf(NotFoundException.class);
    assertThat(watched.readString("a")).isEqualTo("four");
    assertThat(told)
        .containsExactly(
            "1 write [a]",
            "2 write [a]",
            "2 answer ok 4",
            "1 answer ok 4",
            "2 end ok 4",
            "1 end ok 4",
            "1 copy [a, b]",
            "2 copy [a, b]",
            "2 answer ok 4",
            "1 answer ok 4",
            "2 end ok 4",
            "1 end ok 4",
            "1 move [x, y]",
            "2 move [x, y]",
            "2 answer not-found 0",
            "1 answer not-found 0",
            "2 end not-found 0",
            "1 end not-found 0",
            "1 read [a]",
            "2 read [a]",
            "2 answer ok 4",
            "1 answer ok 4",
            "2 end ok 4",
            "1 end ok 4");
  }

  @Test
  void aReadThatIsGivenUpEndsWithTheBytesThatWereTaken() throws IOException {
    List<String> told = new ArrayList<>();
    FileStore watched = watched(noting(told, ""));
    inner.write("a", "0123456789");
    try (InputStream in = watched.open("a", 2, 5)) {
      in.read();
    }
    assertThat(told).containsExactly(" read [a]", " answer ok 5", " end ok 1");
  }

  @Test
  void aWatcherThatRefusesTheBeginningKeepsTheOperationFromTheStore() {
    List<String> told = new ArrayList<>();
    FileStore watched =
        watched(
            noting(told, "1"),
            call -> {
              throw new StorageFailureException(
                  new ErrorContext("write", "a", "audit"), "full", null);
            });
    assertThatThrownBy(() -> watched.write("a", "1")).isInstanceOf(StorageFailureException.class);
    assertThat(inner.exists("a")).isFalse();
    assertThat(told)
        .containsExactly("1 write [a]", "1 answer storage-failure 0", "1 end storage-failure 0");
  }

  @Test
  void aWatcherThatRefusesTheAnswerMakesTheCallFailAndClosesWhatWasOpened() throws IOException {
    List<String> told = new ArrayList<>();
    List<String> closed = new ArrayList<>();
    FileStore closing =
        new ForwardingFileStore(inner) {
          @Override
          public OpenedFile read(FilePath path, ReadOptions options) {
            OpenedFile file = super.read(path, options);
            return new OpenedFile(file.info(), new NotingStream(file.stream(), closed));
          }
        };
    inner.write("a", "1");
    FileStore watched =
        new ObservedFileStore(
            closing,
            ObserveOptions.DEFAULTS.listener(noting(told, "1")).listener(call -> new Refusing()));
    assertThatThrownBy(() -> watched.open("a")).hasMessageContaining("not written");
    assertThat(closed).containsExactly("closed");
    assertThatThrownBy(() -> watched.write("b", Content.of("1"), WriteOptions.DEFAULTS))
        .hasMessageContaining("not written");
    assertThat(told).contains("1 end storage-failure 0", "1 answer ok 1");
    assertThat(calls(watched, StoreOperation.READ).errors())
        .isEqualTo(Map.of("storage-failure", 1L));
  }

  @Test
  void whatAStreamAndAListingDoLaterIsToldToo() {
    List<String> told = new ArrayList<>();
    inner.write("a", "four");
    inner.write("b", "four");
    FileStore watched = watched(following(told, "1"), following(told, "2"));
    assertThat(watched.list("")).containsExactly("a", "b");
    assertThat(told)
        .hasSizeGreaterThan(8)
        .startsWith("1 resumed", "2 resumed", "2 paused", "1 paused", "1 resumed");
    told.clear();
    assertThat(watched.readString("a")).isEqualTo("four");
    assertThat(told).startsWith("1 resumed", "2 resumed", "2 paused", "1 paused");
  }

  @Test
  void aListingThatFailsIsPausedToo() {
    List<String> told = new ArrayList<>();
    FileStore failing =
        new ForwardingFileStore(inner) {
          @Override
          public Stream<Entry> list(FilePath directory, ListOptions options) {
            return Stream.generate(
                () -> {
                  throw new ConnectionException(new ErrorContext("list", "", "x"), null, null);
                });
          }
        };
    FileStore watched =
        new ObservedFileStore(failing, ObserveOptions.DEFAULTS.listener(following(told, "1")));
    assertThatThrownBy(() -> watched.list("")).isInstanceOf(ConnectionException.class);
    assertThat(told).containsExactly("1 resumed", "1 paused", "1 before", "1 after");
  }

  @Test
  void aLineIsWrittenInsideOfItsWatchersAndOnlyWhenItsLevelIsOn() {
    List<String> told = new ArrayList<>();
    FileStore watched = watched(following(told, "1"), following(told, "2"));
    watched.write("a", "four");
    assertThat(told).containsExactly("1 before", "2 before", "2 after", "1 after");
    assertThat(lines()).hasSize(1);
    KeptLogs.keep(Level.INFO);
    told.clear();
    watched.write("a", "four");
    assertThat(told).isEmpty();
  }

  @Test
  void aWatcherMayWatchEachStoreApart() {
    List<String> told = new ArrayList<>();
    OperationListener shared =
        new OperationListener() {
          @Override
          public OperationListener of(FileStore below) {
            told.add("of " + below);
            return noting(told, "own");
          }

          @Override
          public CallListener begin(StoreCall call) {
            throw new AssertionError("the store has one of its own");
          }
        };
    watched(shared).write("a", "four");
    assertThat(told).startsWith("of " + inner, "own write [a]");
  }

  /** Notes all but beginnings, answers and ends. */
  private static OperationListener following(List<String> told, String name) {
    return call ->
        new CallListener() {
          @Override
          public void resumed() {
            told.add(name + " resumed");
          }

          @Override
          public void paused() {
            told.add(name + " paused");
          }

          @Override
          public void logged(Runnable line) {
            told.add(name + " before");
            line.run();
            told.add(name + " after");
          }
        };
  }

  // ---- Abilities

  @Test
  void theStoreBelowIsNotGivenAway() {
    assertThat(store.unwrap(InMemoryFileStore.class)).isEmpty();
    assertThat(store.unwrap(ObservedFileStore.class)).containsSame((ObservedFileStore) store);
    assertThat(store).hasToString("Observed(" + inner + ")");
  }

  @Test
  void otherAbilitiesPassUnlessAWatcherNeedsAll() {
    FileStore able =
        new ForwardingFileStore(inner) {
          @Override
          public <T> java.util.Optional<T> unwrap(Class<T> type) {
            return type == Thread.class
                ? java.util.Optional.of(type.cast(new Thread()))
                : super.unwrap(type);
          }
        };
    OperationListener all =
        new OperationListener() {
          @Override
          public CallListener begin(StoreCall call) {
            return new CallListener() {};
          }

          @Override
          public boolean needsAll() {
            return true;
          }
        };
    assertThat(new ObservedFileStore(able).unwrap(Thread.class)).isPresent();
    assertThat(
            new ObservedFileStore(able, ObserveOptions.DEFAULTS.listener(all)).unwrap(Thread.class))
        .isEmpty();
  }

  private FileStore watched(OperationListener... listeners) {
    ObserveOptions options = ObserveOptions.DEFAULTS;
    for (OperationListener listener : listeners) {
      options = options.listener(listener);
    }
    return new ObservedFileStore(inner, options);
  }

  private static OperationListener noting(List<String> told, String name) {
    return call -> {
      told.add(name + " " + call.operation() + " " + call.paths());
      return new CallListener() {
        @Override
        public void answered(Outcome outcome) {
          told.add(name + " answer " + outcome.word() + " " + outcome.bytes());
        }

        @Override
        public void ended(Outcome outcome) {
          told.add(name + " end " + outcome.word() + " " + outcome.bytes());
        }
      };
    };
  }

  private static Map<StoreOperation, OperationMetrics> snapshot(FileStore store) {
    return store.unwrap(FileStoreMetrics.class).orElseThrow().snapshot();
  }

  private static OperationMetrics calls(FileStore store, StoreOperation operation) {
    return java.util.Objects.requireNonNull(snapshot(store).get(operation));
  }

  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (LoggingEvent event : KeptLogs.events()) {
      lines.add(KeptLogs.text(event));
    }
    return lines;
  }

  /** Lets no answer pass. */
  private static final class Refusing implements CallListener {
    @Override
    public void answered(Outcome outcome) {
      throw new StorageFailureException(
          new ErrorContext("write", "a", "audit"), "not written", null);
    }
  }

  /** Fails at its first byte. */
  private static final class BrokenStream extends InputStream {
    @Override
    public int read() {
      throw new ConnectionException(new ErrorContext("read", "a", "test"), null, null);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return read();
    }
  }

  /** Tells when it is closed. */
  private static final class NotingStream extends java.io.FilterInputStream {
    private final List<String> closed;

    NotingStream(InputStream in, List<String> closed) {
      super(in);
      this.closed = closed;
    }

    @Override
    public void close() throws IOException {
      closed.add("closed");
      super.close();
    }
  }
}
