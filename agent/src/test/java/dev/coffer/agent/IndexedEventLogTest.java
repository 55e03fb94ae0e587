package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.DeleteOptions;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FaultyFileStore;
import dev.coffer.testkit.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of the second generation, in files {@code events/event-00042-ID.json}. */
class IndexedEventLogTest {
  private static final String DIRECTORY = "conversations/0123abcd/";
  private static final String EVENTS = DIRECTORY + "events/";
  private static final String ID = "8a1b2c3d-0000-4000-8000-00000000000";

  private final FileStore store = new InMemoryFileStore();
  private final EventLog log =
      EventLog.v1(store, DIRECTORY, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  private void put(String name) {
    store.write(EVENTS + name, "{\"name\":\"" + name + "\"}");
  }

  @Test
  void anEventIsStoredUnderItsIndexAndItsOwnId() {
    assertThat(log.append("{\"id\":\"" + ID + "1\",\"kind\":\"MessageEvent\",\"x\":null}"))
        .isZero();
    assertThat(store.readString(EVENTS + "event-00000-" + ID + "1.json"))
        .isEqualTo(
            "{\"id\":\""
                + ID
                + "1\",\"timestamp\":\"1970-01-01T00:00:00\",\"kind\":\"MessageEvent\"}");
    assertThat(log.append("{\"kind\":\"\u00fc\"}")).isOne();
    assertThat(store.list(EVENTS).get(1)).matches(EVENTS + "event-00001-[0-9a-f-]{36}\\.json");
    assertThat(log.event(1).orElseThrow()).endsWith("\"kind\":\"\u00fc\"}");
  }

  @Test
  void anIdThatCannotBeInTheNameIsRefused() {
    for (String id : List.of("7", "\"short\"", "\"a/b/../../x.\"", "\"01234567890g\"")) {
      assertThatThrownBy(() -> log.append("{\"id\":" + id + "}"))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(store.walk("")).isEmpty();
  }

  @Test
  void whatDoesNotMatchIsPassedOverAndTheEventsEndAtTheFirstGap() {
    put(".eventlog.lock");
    put("event-0001-" + ID + "1.json");
    put("event-00000-" + ID + "1.json");
    put("event-00001-" + ID + "2.json");
    put("event-00003-" + ID + "3.json");
    put("event-00002-xyz.json");
    assertThat(log.nextId()).isEqualTo(2);
    assertThat(log.events(0)).hasSize(2);
    assertThat(log.append("{}")).isEqualTo(2);
    assertThat(log.append("{}")).isEqualTo(4);
  }

  @Test
  void aDirectoryWithTheNameOfAnEventIsAGap(@TempDir Path root) {
    try (FileStore local = new LocalFileStore(root, Durability.NONE)) {
      EventLog events = EventLog.v1(local, DIRECTORY);
      for (int index : new int[] {0, 1, 3, 4}) {
        local.write(EVENTS + "event-0000" + index + "-" + ID + index + ".json", "{}");
      }
      local.write(EVENTS + "event-00002-" + ID + "2.json/file", "{}");
      assertThat(events.events(0)).hasSize(2);
      assertThat(events.nextId()).isEqualTo(2);
    }
  }

  @Test
  void anIdMayHaveLargeLettersAndEightDigitsAreEnough() {
    put("event-00000-ABCDEF01.json");
    put("event-00001-abcdef0.json");
    put("event-00001-ABCDEF01.json.tmp");
    assertThat(log.events(0)).hasSize(1);
    assertThat(log.append("{\"id\":\"0123-ABCDEF\",\"parent_id\":\"ABCDEF01\"}")).isOne();
    assertThat(store.readString(EVENTS + "event-00001-0123-ABCDEF.json"))
        .contains("\"parent_id\":\"ABCDEF01\"");
  }

  @Test
  void anIndexMayHaveMoreThanFiveDigits() {
    IntStream.range(99_990, 100_010).forEach(i -> put(String.format("event-%05d-%s1.json", i, ID)));
    assertThat(log.event(99_999).orElseThrow()).contains("event-99999-");
    assertThat(log.event(100_000).orElseThrow()).contains("event-100000-");
    assertThat(log.event(10_000)).isEmpty();
  }

  @Test
  void noTwoWritersKeepTheSameIndex() throws Exception {
    List<CompletableFuture<List<Long>>> writers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      EventLog own = EventLog.v1(store, DIRECTORY);
      writers.add(
          CompletableFuture.supplyAsync(
              () -> IntStream.range(0, 10).mapToObj(i -> own.append("{}")).toList()));
    }
    List<Long> ids = new ArrayList<>();
    for (CompletableFuture<List<Long>> writer : writers) {
      ids.addAll(writer.get(60, TimeUnit.SECONDS));
    }
    assertThat(ids).doesNotHaveDuplicates().hasSize(40);
    assertThat(store.list(EVENTS)).hasSize(40);
    assertThat(log.events(0)).hasSize(40);
  }

  @Test
  void aSearchAndAFeedWorkAsWithNumbers() {
    log.append("{\"kind\":\"MessageEvent\",\"source\":\"user\"}");
    log.append("{\"kind\":\"ActionEvent\",\"source\":\"agent\"}");
    assertThat(log.search(EventFilter.ALL.types("ActionEvent"), EventRange.ALL.reverse()))
        .extracting(AgentEvent::id)
        .containsExactly(1L);
    try (EventFeed feed = log.follow(1)) {
      assertThat(feed.next(Duration.ZERO).orElseThrow().id()).isOne();
      log.append("{\"kind\":\"ActionEvent\"}");
      assertThat(feed.next(Duration.ZERO).orElseThrow().id()).isEqualTo(2);
    }
  }

  @Test
  void aDirectoryMayBeGivenWithOrWithoutItsSlash() {
    EventLog.v1(store, "conversations/0123abcd").append("{}");
    assertThat(log.events(0)).hasSize(1);
  }

  // ---- Writers that die or get no answer

  /** Withdraws nothing, as if it were killed before. */
  private static final class DyingFileStore extends ForwardingFileStore {
    DyingFileStore(FileStore delegate) {
      super(delegate);
    }

    @Override
    public void deleteFile(FilePath path, DeleteOptions options) {
      throw new AssertionError("killed");
    }

    @Override
    public void deleteFiles(Collection<FilePath> paths) {
      throw new AssertionError("killed");
    }
  }

  private static String event(String id) {
    return "{\"id\":\"" + id + "\"}";
  }

  @Test
  void aLogThatDoesNotKnowOfOtherEventsWritesNoSecondFileOfTheirIndex() {
    EventLog late = EventLog.v1(new DyingFileStore(store), DIRECTORY);
    assertThat(late.nextId()).isZero();
    log.append(event("ffffffff"));
    assertThat(late.append(event("00000000"))).isOne();
    assertThat(log.event(0).orElseThrow()).contains("ffffffff");
  }

  @Test
  void ofTwoFilesOfAnIndexTheEventIsTheOlderAndStaysItWhenItIsReplaced(@TempDir Path root)
      throws IOException {
    try (FileStore local = new LocalFileStore(root)) {
      local.write("events/event-00000-00000000.json", event("00000000"));
      local.write("events/event-00000-ffffffff.json", event("ffffffff"));
      Files.setLastModifiedTime(
          root.resolve("events/event-00000-ffffffff.json"), FileTime.fromMillis(1000));
      EventLog own = EventLog.v1(local, ".");
      assertThat(own.events(0)).containsExactly(event("ffffffff"));
      assertThat(own.event(0)).contains(event("ffffffff"));
      own.replace(0, text -> "{\"new\":1}");
      assertThat(own.events(0)).containsExactly("{\"new\":1}");
      assertThat(own.append("{}")).isOne();
    }
  }

  /** Two files of an index that a store gave the same time, of which the first name counts. */
  private static void putTwins(FileStore local, Path root) throws IOException {
    for (String id : List.of("ffffffff", "00000000", "88888888")) {
      local.write("events/event-00000-" + id + ".json", event(id));
      Path file = root.resolve("events/event-00000-" + id + ".json");
      Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
    }
  }

  @Test
  void ofFilesOfAnIndexWithEqualTimesEveryReaderTakesTheFirstName(@TempDir Path root)
      throws IOException {
    try (FileStore local = new LocalFileStore(root)) {
      putTwins(local, root);
      local.write("events/event-00001-12345678.json", event("12345678"));
      EventLog own = EventLog.v1(local, ".");
      assertThat(own.event(0)).contains(event("00000000"));
      assertThat(own.events(0)).containsExactly(event("00000000"), event("12345678"));
      assertThat(own.search(EventFilter.ALL, EventRange.ALL.reverse()))
          .extracting(AgentEvent::json)
          .containsExactly(event("12345678"), event("00000000"));
      assertThat(own.page(EventFilter.ALL, EventRange.ALL.limit(1)).events())
          .containsExactly(new AgentEvent(0, event("00000000")));
      assertThat(own.append(event("abcdef01"))).isEqualTo(2);
      try (EventFeed feed = own.follow(1)) {
        assertThat(feed.next(Duration.ZERO).orElseThrow().json()).isEqualTo(event("12345678"));
      }
    }
  }

  @Test
  void whatIsReplacedStaysTheEventOfFilesWithEqualTimes(@TempDir Path root) throws IOException {
    try (FileStore local = new LocalFileStore(root)) {
      putTwins(local, root);
      EventLog own = EventLog.v1(local, ".");
      own.replace(0, text -> "{\"new\":1}");
      assertThat(own.events(0)).containsExactly("{\"new\":1}");
      assertThat(local.list("events")).containsExactly("events/event-00000-00000000.json");
    }
  }

  @Test
  void aWriterWhoseFileIsNotTheEventWithdrawsItAndTakesTheNextIndex() {
    AtomicBoolean first = new AtomicBoolean(true);
    FileStore racing =
        new ForwardingFileStore(store) {
          @Override
          public FileInfo write(FilePath path, Content content, WriteOptions options) {
            if (first.getAndSet(false)) {
              put("event-00000-00000000.json");
            }
            return super.write(path, content, options);
          }
        };
    assertThat(EventLog.v1(racing, DIRECTORY).append(event("ffffffff"))).isOne();
    assertThat(store.list(EVENTS))
        .containsExactly(
            EVENTS + "event-00000-00000000.json", EVENTS + "event-00001-ffffffff.json");
  }

  private static ConnectionException lost() {
    return new ConnectionException(new ErrorContext("write", "e", "test"), null, null);
  }

  @Test
  void anAppendThatIsRepeatedDoesNotTakeTheIndexOfAnother() {
    FaultyFileStore faulty = new FaultyFileStore(store);
    EventLog unlucky = EventLog.v1(faulty, DIRECTORY);
    faulty.failAfter(Operation.WRITE, 1, IndexedEventLogTest::lost);
    faulty.failBefore(Operation.WRITE, 2, IndexedEventLogTest::lost);
    assertThatThrownBy(() -> unlucky.append(event("00000000")))
        .isInstanceOf(ConnectionException.class);
    put("event-00000-ffffffff.json");
    assertThat(unlucky.append(event("00000000"))).isOne();
    assertThat(log.event(0).orElseThrow()).contains("ffffffff");
  }

  @Test
  void anAppendWhoseCheckGetsNoAnswerIsNotMadeTwice() {
    FaultyFileStore faulty = new FaultyFileStore(store);
    EventLog unlucky = EventLog.v1(faulty, DIRECTORY);
    assertThat(unlucky.append(event("00000000"))).isZero();
    faulty.failBefore(Operation.LIST, 2, IndexedEventLogTest::lost);
    assertThatThrownBy(() -> unlucky.append(event("11111111")))
        .isInstanceOf(ConnectionException.class);
    assertThat(unlucky.append(event("11111111"))).isOne();
    assertThat(log.events(0)).hasSize(2);
  }

  /** Another writer takes the same index a moment later, and withdraws. */
  private final class RacingFileStore extends ForwardingFileStore {
    private static final String OTHER = EVENTS + "event-00000-ffffffff.json";

    RacingFileStore(FileStore delegate) {
      super(delegate);
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      FileInfo written = super.write(path, content, options);
      put("event-00000-ffffffff.json");
      return written;
    }

    @Override
    public Optional<FileInfo> stat(FilePath path) {
      Optional<FileInfo> found = super.stat(path);
      if (path.toString().equals(OTHER)) {
        store.deleteFile(OTHER);
      }
      return found;
    }
  }

  @Test
  void ofTwoWritersThatTakeAnIndexAtOnceTheOlderOneStays() {
    EventLog racing = EventLog.v1(new RacingFileStore(store), DIRECTORY);
    assertThat(racing.append(event("00000000"))).isZero();
    assertThat(store.list(EVENTS)).containsExactly(EVENTS + "event-00000-00000000.json");
  }

  @Test
  void noEventIsDeletedSinceThatHidesLaterOnes() {
    log.append("{}");
    assertThatThrownBy(() -> log.delete(0)).isInstanceOf(UnsupportedFeatureException.class);
    assertThat(log.events(0)).hasSize(1);
  }

  @Test
  void aFeedWaitsWhileAnIndexHasTwoFiles() {
    long[] now = {0};
    try (EventFeed feed = new EventFeed(log, 0, Duration.ofHours(1), () -> now[0])) {
      put("event-00000-00000000.json");
      put("event-00000-ffffffff.json");
      assertThat(feed.next(Duration.ZERO)).isEmpty();
      store.deleteFile(EVENTS + "event-00000-00000000.json");
      assertThat(feed.next(Duration.ZERO).orElseThrow().json()).contains("ffffffff");
      put("event-00001-00000000.json");
      put("event-00001-ffffffff.json");
      assertThat(feed.next(Duration.ZERO)).isEmpty();
      now[0] = Duration.ofSeconds(3).toNanos();
      assertThat(feed.next(Duration.ZERO)).isEmpty();
      now[0] = Duration.ofSeconds(6).toNanos();
      assertThat(feed.next(Duration.ZERO)).isPresent();
    }
  }
}
