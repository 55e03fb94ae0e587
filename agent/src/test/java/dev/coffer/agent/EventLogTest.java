package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.InvalidFilePathException;
import dev.coffer.NotFoundException;
import dev.coffer.NotTextException;
import dev.coffer.WriteOptions;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FaultyFileStore;
import dev.coffer.testkit.Operation;
import dev.coffer.testkit.RecordingFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events in files {@code events/{id}.json}, in the form of the existing server. */
class EventLogTest {
  private static final String DIRECTORY = "users/ada/conversations/c1/";
  private static final String EVENTS = DIRECTORY + "events/";
  private static final String MESSAGE =
      "{\"source\": \"user\", \"message\": \"hi\", \"action\": \"message\", \"args\": {\"content\":"
          + " \"hi\"}}";

  private final RecordingFileStore store = new RecordingFileStore(new InMemoryFileStore());
  private final EventLog log = log(store);

  private static EventLog log(FileStore store) {
    return EventLog.of(store, "c1", "ada", at("2026-11-30T03:39:20.146295Z"));
  }

  private static Clock at(String time) {
    return Clock.fixed(Instant.parse(time), ZoneId.of("Europe/Berlin"));
  }

  private String file(long id) {
    return store.readString(EVENTS + id + ".json");
  }

  private void put(long id, String json) {
    store.write(EVENTS + id + ".json", json);
  }

  // ---- Appending

  @Test
  void aDirectoryWithTheNameOfAnEventIsNone(@TempDir Path root) {
    try (FileStore local = new LocalFileStore(root, Durability.NONE)) {
      EventLog events = EventLog.of(local, "c", null);
      events.append("{\"source\":\"user\"}");
      local.write(Locations.eventFile("c", 99, null) + "/file", "{}");
      assertThat(events.nextId()).isEqualTo(1);
      assertThat(EventLog.of(local, "c", null).nextId()).isEqualTo(1);
      assertThat(EventLog.of(local, "c", null).events(0)).hasSize(1);
    }
  }

  @Test
  void eventsAreStoredWithTheirIdAndTheLocalTimeFirst() {
    assertThat(log.append(MESSAGE)).isZero();
    assertThat(log.append("{\"observation\":\"run\",\"content\":\"\u00fc\\n\",\"cause\":0}"))
        .isOne();
    assertThat(file(0))
        .isEqualTo(
            "{\"id\": 0, \"timestamp\": \"2026-11-30T04:39:20.146295\", \"source\": \"user\","
                + " \"message\": \"hi\", \"action\": \"message\", \"args\": {\"content\":"
                + " \"hi\"}}");
    assertThat(file(1))
        .isEqualTo(
            "{\"id\": 1, \"timestamp\": \"2026-11-30T04:39:20.146295\", \"observation\": \"run\","
                + " \"content\": \"\\u00fc\\n\", \"cause\": 0}");
  }

  @Test
  void aTimeOfAWholeSecondHasNoDigitsAfterIt() {
    EventLog.of(store, "c1", "ada", at("2026-11-30T03:39:20Z")).append("{}");
    assertThat(file(0)).isEqualTo("{\"id\": 0, \"timestamp\": \"2026-11-30T04:39:20\"}");
  }

  @Test
  void whatNobodyKnowsSurvivesAndSoDoTheOrderOfKeysAndTheFormOfNumbers() {
    log.append("{\"z\":{\"b\":1.0,\"a\":1e5},\"new\":[null,12345678901234567890],\"a\":NaN}");
    assertThat(file(0))
        .endsWith(
            "\"z\": {\"b\": 1.0, \"a\": 1e5}, \"new\": [null, 12345678901234567890], \"a\": NaN}");
  }

  @Test
  void anOutermostKeyWhoseValueIsNullIsLeftOutAndOthersStay() {
    log.append("{\"cause\":null,\"args\":{\"file_urls\":null}}");
    assertThat(file(0)).endsWith("\", \"args\": {\"file_urls\": null}}");
  }

  @Test
  void anEventThatHasATimeKeepsIt() {
    log.append("{\"action\":\"x\",\"timestamp\":\"2020-01-01T00:00:00\"}");
    assertThat(file(0)).startsWith("{\"id\": 0, \"timestamp\": \"2020-01-01T00:00:00\", ");
  }

  @Test
  void theSourceCanBeGiven() {
    log.append("{\"source\":\"user\",\"action\":\"x\"}", "agent");
    assertThat(file(0)).contains("\"source\": \"agent\", \"action\": \"x\"").doesNotContain("user");
  }

  @Test
  void anEventThatHasAnIdIsRefused() {
    assertThatThrownBy(() -> log.append("{\"id\":7}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has an id");
    assertThat(store.walk("")).isEmpty();
    assertThat(log.append("{\"id\":-1}")).isZero();
    assertThat(file(0)).startsWith("{\"id\": 0, ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "{", "{\"key\": sk-1}", "{} {}"})
  void whatIsNoObjectIsRefusedAndNotShown(String json) {
    assertThatThrownBy(() -> log.append(json))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("sk-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "a\nb"})
  void anIdThatIsNoNameIsRefused(String id) {
    assertThatThrownBy(() -> EventLog.of(store, id, "ada"))
        .isInstanceOf(InvalidFilePathException.class);
  }

  @Test
  void withoutAUserTheConversationIsASession() {
    EventLog.of(store, "c1", null).append(MESSAGE);
    EventLog.of(store, "c2", "").append(MESSAGE);
    assertThat(store.walk("").map(file -> file.path().toString()))
        .containsExactly("sessions/c1/events/0.json", "sessions/c2/events/0.json");
  }

  // ---- The next id

  @Test
  void theNextIdIsOneMoreThanTheHighestNumberOfAnyName() {
    assertThat(EventLog.of(store, "c2", null).nextId()).isZero();
    put(0, "{}");
    store.write(EVENTS + "9.tmp", "");
    store.write(EVENTS + "notes.txt", "");
    store.write(EVENTS + ".5.json", "");
    store.write(EVENTS + "12/x.json", "");
    assertThat(log.nextId()).isEqualTo(10);
    assertThat(log.append(MESSAGE)).isEqualTo(10);
    assertThat(log.events(0)).hasSize(2);
  }

  @Test
  void theNextIdIsRightBeyondAThousandEvents() {
    for (int id = 0; id < 1101; id++) {
      put(id, "{\"id\": " + id + "}");
    }
    assertThat(log.nextId()).isEqualTo(1101);
    assertThat(log.append(MESSAGE)).isEqualTo(1101);
    assertThat(log.events(998).limit(4))
        .containsExactly("{\"id\": 998}", "{\"id\": 999}", "{\"id\": 1000}", "{\"id\": 1001}");
  }

  @Test
  void theStoreIsAskedForTheNextIdOnce() {
    log.append(MESSAGE);
    store.forget();
    log.append(MESSAGE);
    log.append(MESSAGE);
    assertThat(log.nextId()).isEqualTo(3);
    assertThat(store.calls()).hasSize(2).allMatch(call -> call.operation() == Operation.WRITE);
  }

  @Test
  void anIdThatAnotherWriterTookIsPassedOver() {
    log.append(MESSAGE);
    EventLog other = log(store);
    for (int i = 1; i < 5; i++) {
      assertThat(other.append(MESSAGE)).isEqualTo(i);
    }
    assertThat(log.append(MESSAGE)).isEqualTo(5);
    assertThat(other.append(MESSAGE)).isEqualTo(6);
    assertThat(log.events(0)).hasSize(7);
  }

  @Test
  void equalEventsOfTwoWritersAtOneMomentAreTwoEvents() {
    EventLog other = log(store);
    assertThat(log.nextId()).isEqualTo(other.nextId());
    assertThat(log.append(MESSAGE)).isZero();
    assertThat(other.append(MESSAGE)).isOne();
  }

  @Test
  void aDirectoryWithTheNameOfAnEventIsPassedOver() {
    store.write(EVENTS + "0.json/x", "");
    assertThat(log.append(MESSAGE)).isOne();
  }

  @Test
  void aLinkWithTheNameOfAnEventIsNone(@TempDir Path directory) throws IOException {
    try (FileStore local = new LocalFileStore(directory, Durability.NONE)) {
      EventLog events = log(local);
      assertThat(events.append(MESSAGE)).isZero();
      Path first = directory.resolve(EVENTS + "0.json");
      Files.createSymbolicLink(first.resolveSibling("2.json"), first);
      EventLog later = log(local);
      assertThat(later.event(2)).isEmpty();
      assertThat(later.events(0)).hasSize(1);
      assertThat(later.append(MESSAGE)).isOne();
      assertThat(later.search(EventFilter.ALL, EventRange.ALL).map(AgentEvent::id))
          .containsExactly(0L, 1L);
    }
  }

  @Test
  void aFileWithTheNameOfTheDirectoryIsAConflict() {
    store.write(DIRECTORY + "events", "");
    assertThatThrownBy(() -> log.append(MESSAGE)).isInstanceOf(ConflictException.class);
  }

  // ---- Lost answers

  private static ConnectionException lost() {
    return new ConnectionException(new ErrorContext("write", "e", "test"), null, null);
  }

  @Test
  void anAppendWhoseAnswerIsLostIsOneEvent() {
    FaultyFileStore faulty = new FaultyFileStore(store);
    EventLog unlucky = log(faulty);
    faulty.failAfter(Operation.WRITE, 1, EventLogTest::lost);
    assertThat(unlucky.append(MESSAGE)).isZero();
    faulty.failBefore(Operation.WRITE, 1, EventLogTest::lost);
    assertThat(unlucky.append(MESSAGE)).isOne();
    assertThat(log.events(0)).hasSize(2);
  }

  @Test
  void anAppendWhoseAnswerIsLostTakesTheNextIdIfItsOwnBelongsToAnother() {
    FaultyFileStore faulty = new FaultyFileStore(store);
    EventLog unlucky = log(faulty);
    assertThat(unlucky.nextId()).isZero();
    put(0, "{\"id\": 0}");
    faulty.failBefore(Operation.WRITE, 1, EventLogTest::lost);
    assertThat(unlucky.append(MESSAGE)).isOne();
    assertThat(file(0)).isEqualTo("{\"id\": 0}");
  }

  @Test
  void anAppendThatIsRepeatedAfterALostAnswerFindsItsEvent() {
    FaultyFileStore faulty = new FaultyFileStore(store);
    EventLog unlucky = log(faulty);
    faulty.failAfter(Operation.WRITE, 1, EventLogTest::lost);
    faulty.failBefore(Operation.WRITE, 1, EventLogTest::lost);
    faulty.failBefore(Operation.WRITE, 2, EventLogTest::lost);
    assertThatThrownBy(() -> unlucky.append(MESSAGE)).isInstanceOf(ConnectionException.class);
    assertThat(unlucky.append(MESSAGE)).isZero();
    assertThat(unlucky.append(MESSAGE)).isOne();
    assertThat(log.events(0)).hasSize(2);
  }

  @Test
  void anAppendThatIsRepeatedAfterItFailedIsOneEvent() {
    FaultyFileStore faulty = new FaultyFileStore(store);
    EventLog unlucky = log(faulty);
    faulty.failBefore(Operation.WRITE, 1, EventLogTest::lost);
    faulty.failBefore(Operation.WRITE, 2, EventLogTest::lost);
    assertThatThrownBy(() -> unlucky.append(MESSAGE)).isInstanceOf(ConnectionException.class);
    assertThat(unlucky.append(MESSAGE)).isZero();
    assertThat(log.events(0)).hasSize(1);
  }

  @Test
  void severalLostAnswersAreRememberedAtOnce() {
    FaultyFileStore faulty = new FaultyFileStore(store);
    EventLog unlucky = log(faulty);
    for (int id = 0; id < 2; id++) {
      // The second event first finds that the first one has its id.
      faulty.failAfter(Operation.WRITE, id + 1, EventLogTest::lost);
      faulty.failBefore(Operation.WRITE, id + 2, EventLogTest::lost);
      String event = "{\"a\":" + id + "}";
      assertThatThrownBy(() -> unlucky.append(event)).isInstanceOf(ConnectionException.class);
    }
    assertThat(unlucky.append("{\"a\":0}")).isZero();
    assertThat(unlucky.append("{\"a\":1}")).isOne();
    assertThat(log.events(0)).hasSize(2);
  }

  @Test
  void anAppendThatWaitsForAnotherCanBeInterrupted() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    FileStore slow =
        new ForwardingFileStore(store) {
          @Override
          public FileInfo write(FilePath path, Content content, WriteOptions options) {
            writing.countDown();
            await(end);
            return super.write(path, content, options);
          }
        };
    EventLog shared = log(slow);
    CompletableFuture<Long> first = CompletableFuture.supplyAsync(() -> shared.append(MESSAGE));
    await(writing);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> shared.append(MESSAGE))
        .isInstanceOf(InterruptedOperationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(first).isNotDone();
    end.countDown();
    assertThat(first.get(60, TimeUnit.SECONDS)).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // ---- Secrets

  @Test
  void secretsAreMaskedInEveryStringButThoseThatSayWhichEventItIs() {
    EventLog masking = log.masking(() -> List.of("s3", "s3cret", ""));
    masking.append(
        "{\"message\":\"s3cret\",\"action\":\"s3cret\",\"content\":\"a"
            + " s3cret\",\"args\":{\"s3cret\":"
            + "{\"env\":[\"s3\",{\"x\":\"s3crets3\"}],\"message\":\"s3cret\"},\"n\":3}}");
    assertThat(file(0))
        .endsWith(
            "\"message\": \"s3cret\", \"action\": \"s3cret\", \"content\": \"a <secret_hidden>\","
                + " \"args\": {\"s3cret\": {\"env\": [\"<secret_hidden>\", {\"x\":"
                + " \"<secret_hidden><secret_hidden>\"}], \"message\": \"<secret_hidden>\"}, \"n\":"
                + " 3}}");
  }

  @Test
  void aLogThatMasksSharesTheIdsOfTheOther() {
    EventLog masking = log.masking(() -> List.of("x"));
    assertThat(log.append(MESSAGE)).isZero();
    assertThat(masking.append(MESSAGE)).isOne();
    assertThat(log.append(MESSAGE)).isEqualTo(2);
    assertThat(store.count(Operation.WRITE)).isEqualTo(3);
  }

  // ---- Reading

  @Test
  void anEventIsTheTextOfItsFile() {
    String text = " {\"id\" : 4,\n \"action\":\"think\", \"x\": 1E2 }\n";
    put(4, text);
    assertThat(log.event(4)).contains(text);
    assertThat(log.events(0)).containsExactly(text);
    assertThat(log.event(3)).isEmpty();
    assertThat(log.event(-1)).isEmpty();
  }

  @Test
  void eventsComeInTheOrderOfTheirIdsAndGapsArePassedOver() {
    for (long id : new long[] {10, 9, 2, 100, 0, 11}) {
      put(id, "{\"n\": " + id + "}");
    }
    store.write(EVENTS + "007.json", "{}");
    assertThat(log.events(2))
        .containsExactly("{\"n\": 2}", "{\"n\": 9}", "{\"n\": 10}", "{\"n\": 11}", "{\"n\": 100}");
    assertThat(log.events(101)).isEmpty();
    assertThatThrownBy(() -> log.events(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingIsReadBeforeTheFirstEventIsAskedFor() {
    put(0, "{}");
    store.forget();
    try (Stream<String> events = log.events(0)) {
      assertThat(store.calls()).isEmpty();
      assertThat(events.iterator().next()).isEqualTo("{}");
    }
  }

  @Test
  void anEventThatIsDeletedWhileOthersAreReadIsPassedOver() {
    for (int id = 0; id < 1500; id++) {
      put(id, "{\"n\": " + id + "}");
    }
    List<String> read =
        log.events(0)
            .peek(
                event -> {
                  if (event.equals("{\"n\": 10}")) {
                    store.deleteAll(List.of(EVENTS + "700.json", EVENTS + "701.json"));
                    store.deleteFile(EVENTS + "1499.json");
                  }
                })
            .toList();
    assertThat(read).hasSize(1497).doesNotContain("{\"n\": 700}", "{\"n\": 701}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"id\": 1, ", "[]", "null", "{}}"})
  void aFileThatIsNoObjectIsAnErrorThatNamesItAndSaysWhatToDo(String json) {
    put(0, "{}");
    put(1, json);
    assertThatThrownBy(() -> log.event(1))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("read " + EVENTS + "1.json on memory")
        .hasMessageContaining("restore the file or delete it");
    assertThatThrownBy(() -> log.events(0).toList()).isInstanceOf(CorruptFileException.class);
  }

  @Test
  void aFileThatIsNotTextIsAnErrorThatNamesIt() {
    store.write(EVENTS + "0.json", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
    assertThatThrownBy(() -> log.event(0))
        .isInstanceOf(NotTextException.class)
        .hasMessageContaining(EVENTS + "0.json");
    assertThatThrownBy(() -> log.events(0).toList()).isInstanceOf(NotTextException.class);
  }

  @Test
  void aFileThatIsBeingWrittenInPlaceIsReadAgain() {
    put(0, "{\"half");
    FileStore late = new HealingFileStore(store, EVENTS + "0.json", "{\"whole\": 1}", 3);
    assertThat(log(late).event(0)).contains("{\"whole\": 1}");
    put(0, "");
    FileStore again = new HealingFileStore(store, EVENTS + "0.json", "{\"whole\": 2}", 3);
    assertThat(log(again).events(0)).containsExactly("{\"whole\": 2}");
  }

  // ---- Changing

  @Test
  void anEventIsReplacedAndItsCachePageDeleted() {
    put(30, "{\"id\": 30, \"new\": [1.50]}");
    store.write(DIRECTORY + "event_cache/25-50.json", "[]");
    store.write(DIRECTORY + "event_cache/0-25.json", "[]");
    log.replace(30, old -> old.replace("}", ", \"seen\": true}"));
    assertThat(file(30)).isEqualTo("{\"id\": 30, \"new\": [1.50], \"seen\": true}");
    assertThat(store.list(DIRECTORY + "event_cache"))
        .containsExactly(DIRECTORY + "event_cache/0-25.json");
  }

  @Test
  void whatWasWrittenMeanwhileIsNotLost() {
    put(0, "{\"n\": 0}");
    int[] calls = {0};
    log.replace(
        0,
        old -> {
          if (calls[0]++ == 0) {
            put(0, "{\"n\": 41}");
          }
          return old.replace("41", "42");
        });
    assertThat(file(0)).isEqualTo("{\"n\": 42}");
  }

  @Test
  void anEventThatDoesNotExistOrWouldBeNoObjectIsNotReplaced() {
    assertThatThrownBy(() -> log.replace(0, old -> "{}")).isInstanceOf(NotFoundException.class);
    put(0, "{}");
    assertThatThrownBy(() -> log.replace(0, old -> "[]"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(file(0)).isEqualTo("{}");
  }

  @Test
  void anEventIsDeletedWithItsCachePageAndItsIdIsNotGivenAgain() {
    log.append(MESSAGE);
    log.append(MESSAGE);
    store.write(DIRECTORY + "event_cache/0-25.json", "[]");
    log.delete(1);
    log.delete(1);
    assertThat(store.list(DIRECTORY + "event_cache")).isEmpty();
    assertThat(log.events(0)).hasSize(1);
    assertThat(log.append(MESSAGE)).isEqualTo(2);
  }

  @Test
  void cachePagesAreNeverReadAndThoseOfEventsToComeAreDeleted() {
    for (int id = 0; id < 25; id++) {
      put(id, "{\"n\": " + id + "}");
    }
    for (String page : List.of("0-25", "25-50", "7-32", "x")) {
      store.write(DIRECTORY + "event_cache/" + page + ".json", "[\"untrue\"]");
    }
    assertThat(log.events(0)).hasSize(25).noneMatch(event -> event.contains("untrue"));
    log.append(MESSAGE);
    assertThat(store.list(DIRECTORY + "event_cache"))
        .containsExactly(DIRECTORY + "event_cache/0-25.json", DIRECTORY + "event_cache/x.json");
  }

  @Test
  void aSearchThatIsAskedAgainAfterADamagedFileFailsAgain() {
    put(0, "{}");
    put(1, "damaged");
    put(2, "{}");
    try (Stream<AgentEvent> found = log.search(EventFilter.ALL, EventRange.ALL)) {
      Iterator<AgentEvent> events = found.iterator();
      assertThat(events.next().id()).isZero();
      assertThatThrownBy(events::next).isInstanceOf(CorruptFileException.class);
      assertThatThrownBy(events::next).isInstanceOf(CorruptFileException.class);
      put(1, "{}");
      assertThat(events.next().id()).isOne();
      assertThat(events.next().id()).isEqualTo(2);
    }
  }

  @Test
  void anEventDoesNotShowItsTextUnlessItIsAskedFor() {
    put(0, "{\"key\": \"s3cret\"}");
    EventPage page = log.page(EventFilter.ALL, EventRange.ALL.limit(Long.MAX_VALUE));
    assertThat(page.events().get(0).json()).contains("s3cret");
    assertThat(page.toString()).contains("id=0").doesNotContain("s3cret");
  }

  @Test
  void aBlankSecretHidesNothing() {
    log.masking(() -> List.of(" ")).append("{\"content\":\"a b\"}");
    assertThat(file(0)).contains("\"a b\"");
  }

  @Test
  void halfOfAPairIsStoredInEveryForm() {
    log.append("{\"content\":\"\\ud83d x \\ude00\"}");
    EventLog indexed = EventLog.v1(store, "c2");
    indexed.append("{\"content\":\"\\ud83d x \\ude00 \\ud83d\\ude00\"}");
    assertThat(file(0)).contains("\"\\ud83d x \\ude00\"");
    assertThat(indexed.event(0).orElseThrow()).contains("\"\\ud83d x \\ude00 \ud83d\ude00\"");
  }
}
