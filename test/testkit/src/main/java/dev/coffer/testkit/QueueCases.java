package dev.coffer.testkit;

import static dev.coffer.testkit.LogUnderTest.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FilePath;
import dev.coffer.event.DeadLetter;
import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.Intent;
import dev.coffer.event.PathPattern;
import dev.coffer.event.ReceiverState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a receiver's queue returns, keeps and removes. */
interface QueueCases extends LogUnderTest {
  @Test
  default void aQueueReturnsRecordedEventsInOrderAndOnce() {
    EventQueue queue = log().queue("r");
    record("a");
    record("b");
    assertThat(take(queue, 2)).extracting(event -> event.path() + "").containsExactly("a", "b");
    assertThat(queue.take(10)).isEmpty();
    record("c");
    assertThat(take(queue, 1)).extracting(event -> event.path() + "").containsExactly("c");
  }

  @Test
  default void aNewReceiverGetsWhatIsRecordedFromThenOn() {
    record("before");
    EventQueue queue = log().queue("r");
    record("after");
    assertThat(take(queue, 1)).extracting(event -> event.path() + "").containsExactly("after");
  }

  @Test
  default void everyReceiverHasAPositionOfItsOwn() {
    EventQueue quick = log().queue("quick");
    EventQueue dead = log().queue("dead");
    record("a");
    quick.acknowledge(take(quick, 1));
    record("b");
    assertThat(take(quick, 1)).extracting(event -> event.path() + "").containsExactly("b");
    assertThat(take(dead, 2)).hasSize(2);
  }

  @Test
  default void whatIsAcknowledgedIsNotPending() {
    EventQueue queue = log().queue("r");
    record("a");
    FileEvent event = take(queue, 1).get(0);
    assertThat(queue.isPending(event.id())).isTrue();
    queue.acknowledge(List.of(event));
    assertThat(queue.isPending(event.id())).isFalse();
    assertThat(state().pending()).isZero();
  }

  @Test
  default void anUnconfirmedIntentIsNoEvent() {
    EventQueue queue = log().queue("r");
    FileEventLog.Change change = begin();
    record("b");
    assertThat(take(queue, 1)).extracting(event -> event.path() + "").containsExactly("b");
    change.withdraw();
    assertThat(queue.take(10)).isEmpty();
    assertThat(recordedEvents()).containsExactly("deleted b");
  }

  @Test
  default void eventsAreNumberedInTheOrderOfTheirConfirmation() {
    EventQueue queue = log().queue("r");
    FileEventLog.Change first = begin();
    FileEventLog.Change second = begin();
    second.confirm(List.of(LogUnderTest.event("second")));
    first.confirm(List.of(LogUnderTest.event("first")));
    assertThat(take(queue, 2))
        .extracting(event -> event.path() + "")
        .containsExactly("second", "first");
  }

  @Test
  default void listenersAreNotifiedInTheOrderOfTheNumbers() throws InterruptedException {
    List<FileEvent> heard = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(200);
    log()
        .listen(
            event -> {
              heard.add(event);
              all.countDown();
            });
    StartedThreads.run(4, member -> IntStream.range(0, 50).forEach(i -> record(member + "/" + i)));
    assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(heard).extracting(FileEvent::order).isSorted().doesNotHaveDuplicates();
    assertThat(log().events(0, 1000)).isEqualTo(heard);
  }

  @Test
  default void aListenerThatThrowsDoesNotAffectTheOthers() throws InterruptedException {
    CountDownLatch heard = new CountDownLatch(2);
    log()
        .listen(
            event -> {
              throw new IllegalStateException("a listener of the contract");
            });
    log().listen(event -> heard.countDown());
    record("a");
    record("b");
    assertThat(heard.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  default void newEventsAreSignalledToTheAttendingHandle() throws InterruptedException {
    EventQueue queue = log().queue("r");
    assertThat(queue.attend()).isTrue();
    CountDownLatch news = new CountDownLatch(1);
    queue.onNews(news::countDown);
    record("a");
    assertThat(news.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(queue.take(1)).hasSize(1);
  }

  @Test
  default void oneHandleAttendsUntilItCloses() {
    EventQueue first = log().queue("r");
    EventQueue second = log().queue("r");
    assertThat(first.attend()).isTrue();
    assertThat(first.attend()).isTrue();
    assertThat(second.attend()).isFalse();
    record("a");
    assertThat(first.take(1)).hasSize(1);
    first.close();
    assertThat(second.attend()).isTrue();
    assertThat(second.take(1)).as("what the first did not finish").hasSize(1);
  }

  @Test
  default void theAttendingHandleKnowsWhetherACallerWaits() {
    EventQueue attending = log().queue("r");
    EventQueue waiting = log().queue("r");
    EventQueue other = log().queue("other");
    assertThat(attending.attend()).isTrue();
    assertThat(attending.isHurried()).isFalse();
    waiting.hurry(true);
    waiting.hurry(true);
    other.hurry(false);
    assertThat(attending.isHurried()).isTrue();
    assertThat(other.isHurried()).isFalse();
    waiting.hurry(false);
    assertThat(attending.isHurried()).isFalse();
    waiting.hurry(true);
    waiting.close();
    assertThat(attending.isHurried()).isFalse();
  }

  @Test
  default void attemptsAreKeptForTheNextHandle() {
    EventQueue first = log().queue("r");
    record("a");
    List<FileEvent> events = take(first, 1);
    Instant due = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    EventQueue.Waiting failed =
        new EventQueue.Waiting(events.get(0), 3, due, Optional.of(due.minusSeconds(100)));
    first.retry(List.of(failed), "503");
    first.close();
    EventQueue second = log().queue("r");
    assertThat(second.attend()).isTrue();
    assertThat(second.take(1)).containsExactly(failed);
    assertThat(state().lastAnswer()).contains("503");
  }

  @Test
  default void aDeliveryEndsTheLastFailure() {
    EventQueue queue = log().queue("r");
    record("a");
    List<FileEvent> events = take(queue, 1);
    queue.retry(failed(events, 1), "503");
    queue.acknowledge(events);
    assertThat(state().lastAnswer()).isEmpty();
  }

  @Test
  default void whatIsGivenUpIsADeadLetter() {
    EventQueue queue = log().queue("r");
    record("a");
    record("b");
    List<FileEvent> events = take(queue, 2);
    queue.giveUp(failed(events.subList(0, 1), 10), "404");
    assertThat(log().deadLetters()).containsExactly(new DeadLetter("r", events.get(0), 10, "404"));
    assertThat(state().dead()).isEqualTo(1);
    assertThat(state().pending()).isEqualTo(1);
    assertThat(queue.isPending(events.get(0).id())).isFalse();
  }

  @Test
  default void deadLettersThatMatchAreReplayedToTheirReceiver() {
    EventQueue queue = log().queue("r");
    EventQueue other = log().queue("other");
    record("a/1");
    record("b/1");
    List<FileEvent> events = take(queue, 2);
    queue.giveUp(failed(events, 1), "404");
    other.acknowledge(take(other, 2));
    assertThat(log().replayDead(PathPattern.of("a/**"))).isEqualTo(1);
    FileEvent again = take(queue, 1).get(0);
    assertThat(again.id()).isEqualTo(events.get(0).id());
    assertThat(again.order()).isGreaterThan(events.get(1).order());
    assertThat(other.take(1)).isEmpty();
    assertThat(log().deadLetters()).extracting(DeadLetter::event).containsExactly(events.get(1));
  }

  @Test
  default void deliveredEventsAreReplayedWithTheirIds() {
    EventQueue queue = log().queue("r");
    Instant start = Instant.now().minusSeconds(60);
    record("a");
    FileEvent event = take(queue, 1).get(0);
    queue.acknowledge(List.of(event));
    assertThat(log().replay(Instant.now().plusSeconds(60), PathPattern.ALL)).isZero();
    assertThat(log().replay(start, PathPattern.of("x"))).isZero();
    assertThat(log().replay(start, PathPattern.ALL)).isEqualTo(1);
    assertThat(take(queue, 1)).extracting(FileEvent::id).containsExactly(event.id());
  }

  @Test
  default void theStateOfAReceiverReportsPendingEvents() {
    log().queue("r");
    record("a");
    record("b");
    FileEvent oldest = log().events(0, 1).get(0);
    assertThat(state().pending()).isEqualTo(2);
    assertThat(state().pendingBytes()).isZero();
    assertThat(state().oldest()).contains(oldest.time());
    store().write("c", "12345");
    assertThat(state().pendingBytes()).isEqualTo(5);
    assertThat(state().dead()).isZero();
  }

  @Test
  default void eventsAreReturnedPageByPage() {
    IntStream.range(0, 5).forEach(i -> record("" + i));
    List<FileEvent> first = log().events(0, 2);
    assertThat(first).hasSize(2);
    assertThat(log().events(first.get(1).order(), 10)).hasSize(3);
  }

  @Test
  default void aClosedLogRefusesIntents() {
    log().close();
    assertThatThrownBy(this::begin).isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void anEndAfterTheCloseIsIgnored() {
    FileEventLog.Change change = begin();
    log().close();
    change.confirm(List.of(LogUnderTest.event("a")));
  }

  @Test
  default void newEventsAreDueBeforeFailedOnes() {
    EventQueue queue = log().queue("r");
    record("a");
    assertThat(queue.attend()).isTrue();
    EventQueue.Waiting taken = queue.take(1).get(0);
    assertThat(taken).isEqualTo(EventQueue.Waiting.first(taken.event()));
    assertThat(taken.hasFailed()).isFalse();
  }

  @Test
  default void attemptsAreThoseOfEachEvent() {
    EventQueue queue = log().queue("r");
    record("a");
    record("b");
    List<FileEvent> events = take(queue, 2);
    queue.giveUp(
        List.of(failed(events.subList(0, 1), 2).get(0), failed(events.subList(1, 2), 7).get(0)),
        "404");
    assertThat(log().deadLetters()).extracting(DeadLetter::attempts).containsExactly(2, 7);
  }

  /** A log may fail after it has recorded the request, which is then repeated. */
  @Test
  default void settlingAnEventTwiceHasNoFurtherEffect() {
    EventQueue queue = log().queue("r");
    record("a");
    record("b");
    List<FileEvent> events = take(queue, 2);
    for (int i = 0; i < 2; i++) {
      queue.acknowledge(events.subList(0, 1));
      queue.giveUp(failed(events.subList(1, 2), 1), "404");
    }
    assertThat(state().pending()).isZero();
    assertThat(state().dead()).isEqualTo(1);
  }

  private static List<EventQueue.Waiting> failed(List<FileEvent> events, int attempts) {
    Instant now = Instant.now();
    return events.stream()
        .map(event -> new EventQueue.Waiting(event, attempts, now, Optional.of(now)))
        .toList();
  }

  private FileEventLog.Change begin() {
    return log()
        .begin(
            new Intent(FileEvent.Type.DELETED, List.of(FilePath.of("intended")), Optional.empty()));
  }

  private ReceiverState state() {
    return log().receivers().stream()
        .filter(receiver -> receiver.receiver().equals("r"))
        .findFirst()
        .orElseThrow();
  }
}
