package dev.coffer.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import dev.coffer.event.EventQueue;
import dev.coffer.event.EventSink.Declined;
import dev.coffer.event.EventSink.Delivered;
import dev.coffer.event.EventSink.Gone;
import dev.coffer.event.EventSink.Result;
import dev.coffer.event.EventSink.TryAgain;
import dev.coffer.event.EventSink.Unreadable;
import dev.coffer.event.FileEvent;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.event.Intent;
import dev.coffer.event.ReceiverState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose failure it is, and whom it costs what, in a time that the tests make pass. */
@Timeout(60)
class CourierFailuresTest {
  private static final DeliveryPolicy SINGLE =
      new DeliveryPolicy(RetrySchedule.USUAL, 8, Optional.empty(), Duration.ofMillis(50));
  private static final DeliveryPolicy BATCHES =
      new DeliveryPolicy(
          RetrySchedule.USUAL,
          1,
          Optional.of(new BatchPolicy(Duration.ZERO, Duration.ZERO, 1 << 20)),
          Duration.ofMillis(50));

  private final InMemoryEventLog log = new InMemoryEventLog();
  private final FakeSink sink = new FakeSink();
  private final ManualTime day = new ManualTime();
  private final ManualTime steady = new ManualTime();
  private final FlakyQueue queue = new FlakyQueue(log.queue("r"));
  private final List<EventDispatcher> couriers = new ArrayList<>();

  /** The longest of all random pauses. */
  private static final RandomGenerator LONGEST = () -> -1L;

  private EventDispatcher start(DeliveryPolicy policy) {
    EventDispatcher courier =
        new EventDispatcher(queue, sink, policy, new Clocks(day, steady), LONGEST);
    couriers.add(courier);
    return courier;
  }

  /** Lets time pass, and the courier do all that there is to do then. */
  private void pass(Duration time) throws InterruptedException {
    day.pass(time);
    passSteadily(time);
  }

  private void passSteadily(Duration time) throws InterruptedException {
    steady.pass(time);
    int steps = queue.steps();
    EventDispatcher courier = couriers.get(couriers.size() - 1);
    await(
        () -> {
          courier.wake();
          return queue.steps() >= steps + 2 && courier.isIdle();
        });
  }

  private void record(String... paths) {
    for (String path : paths) {
      FileEvent event = FileEvent.found(FilePath.of(path), Optional.empty(), Events.START);
      log.begin(new Intent(event.type(), List.of(event.path()), Optional.empty()))
          .confirm(List.of(event));
    }
  }

  /** Asked over and over. */
  private interface Condition {
    boolean holds() throws InterruptedException;
  }

  private static void await(Condition condition) throws InterruptedException {
    while (!condition.holds()) {
      LockSupport.parkNanos(100_000);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private ReceiverState state() {
    return log.receivers().get(0);
  }

  private static boolean isBad(FileEvent event) {
    return event.path().name().startsWith("bad");
  }

  private void answerBad(Result bad) {
    sink.answer(event -> isBad(event) ? bad : new Delivered());
  }

  private static TryAgain down() {
    return new TryAgain("503", Optional.empty());
  }

  private List<EventQueue.Waiting> left() {
    couriers.forEach(EventDispatcher::close);
    EventQueue next = log.queue("r");
    assertThat(next.attend()).isTrue();
    return next.take(1000);
  }

  @AfterEach
  void close() {
    sink.goOn();
    couriers.forEach(EventDispatcher::close);
  }

  // ---- The store's

  @Test
  void whatTheStoreCannotGiveHoldsUpNothingElseAndIsNoAttempt() throws InterruptedException {
    sink.answer(
        event -> isBad(event) ? new Unreadable(List.of(event), "no right") : new Delivered());
    EventDispatcher courier = start(SINGLE);
    IntStream.range(0, 20).forEach(i -> record("bad" + i));
    sink.await(20);
    record("good1", "good2");
    sink.await(22);
    await(() -> state().pending() == 20 && courier.isIdle());
    assertThat(left())
        .hasSize(20)
        .allMatch(waiting -> waiting.attempts() == 0 && waiting.since().isPresent());
  }

  @Test
  void aBatchGoesOutWithoutWhatTheStoreCannotGive() throws InterruptedException {
    sink.answerAll(
        events -> {
          List<FileEvent> bad = events.stream().filter(CourierFailuresTest::isBad).toList();
          return bad.isEmpty() ? new Delivered() : new Unreadable(bad, "no right");
        });
    IntStream.range(0, 50).forEach(i -> record("good" + i));
    record("bad");
    start(BATCHES);
    await(() -> state().pending() == 1);
    assertThat(log.deadLetters()).isEmpty();
    assertThat(left()).extracting(each -> each.event().path() + "").containsExactly("bad");
  }

  // ---- One element's

  @Test
  void pathsThatFailHoldUpNoneThatIsNew() throws InterruptedException {
    answerBad(down());
    start(SINGLE);
    record("bad0", "bad1", "bad2", "bad3", "bad4"); // as many as open the breaker
    sink.await(5);
    pass(Duration.ZERO);
    record("good0");
    pass(Duration.ofSeconds(1)); // the pause of what is new, however often the others fail
    await(() -> state().pending() == 5);
    record("good1", "good2", "good3");
    await(() -> state().pending() == 5 && sink.await(9).size() >= 9);
    for (int i = 0; i < 20; i++) {
      pass(Duration.ofMinutes(1));
      record("later" + i);
      await(() -> state().pending() == 5);
    }
  }

  @Test
  void aBatchIsHalvedUntilTheRefusedEventIsIsolated() throws InterruptedException {
    sink.answerAll(
        events ->
            events.stream().anyMatch(CourierFailuresTest::isBad)
                ? new Declined("HTTP 422", Optional.empty())
                : new Delivered());
    IntStream.range(0, 50).forEach(i -> record("good" + i));
    record("bad");
    IntStream.range(50, 100).forEach(i -> record("good" + i));
    start(BATCHES);
    await(() -> state().pending() == 1);
    for (int i = 0; i < 80; i++) {
      pass(Duration.ofHours(1));
      record("later" + i);
      await(() -> state().pending() == (log.deadLetters().isEmpty() ? 1 : 0));
    }
    await(() -> log.deadLetters().size() == 1);
    assertThat(log.deadLetters().get(0).event().path()).hasToString("bad");
    assertThat(log.deadLetters().get(0).attempts()).isGreaterThan(10);
  }

  @Test
  void anElementForWhichABatchFailsWithoutAWordIsFoundToo() throws InterruptedException {
    sink.answerAll(
        events -> events.stream().anyMatch(CourierFailuresTest::isBad) ? down() : new Delivered());
    IntStream.range(0, 30).forEach(i -> record("good" + i));
    record("bad");
    start(BATCHES);
    await(
        () -> {
          pass(Duration.ofMinutes(1));
          return state().pending() == 1;
        });
    assertThat(log.deadLetters()).isEmpty();
  }

  // ---- The receiver's

  @Test
  void attemptsAtAReceiverThatIsDownDoNotCount() throws InterruptedException {
    sink.answer(event -> down());
    IntStream.range(0, 10).forEach(i -> record("f" + i));
    EventDispatcher courier =
        start(
            new DeliveryPolicy(
                RetrySchedule.USUAL.withAttempts(3), 1, Optional.empty(), Duration.ZERO));
    // No time passes until the receiver counts as down: a first event would be tried again.
    await(() -> sink.await(0).size() >= 5 && courier.isIdle());
    await(
        () -> {
          pass(Duration.ofMinutes(1));
          return sink.await(0).size() >= 40;
        });
    assertThat(log.deadLetters()).isEmpty();
    sink.answer(event -> new Delivered());
    await(
        () -> {
          pass(Duration.ofMinutes(1));
          return state().pending() == 0;
        });
  }

  @Test
  void afterA410NothingThatIsLoadedIsSent() throws InterruptedException {
    sink.hang();
    sink.answer(event -> new Gone("HTTP 410"));
    IntStream.range(0, 300).forEach(i -> record("f" + i));
    start(SINGLE);
    sink.await(8);
    sink.goOn();
    await(() -> state().dead() == 300);
    record("later");
    await(() -> state().dead() == 301);
    assertThat(sink.await(1)).hasSize(8);
    assertThat(state().pending()).isZero();
  }

  // ---- Ours

  @Test
  void anErrorInASinkTakesNoPlaceAndNoPath() throws InterruptedException {
    Map<String, Boolean> seen = new ConcurrentHashMap<>();
    sink.answer(
        event -> {
          if (isBad(event) && seen.put(event.path().toString(), true) == null) {
            throw event.path().name().equals("bad0")
                ? new StackOverflowError("of the test")
                : new NoClassDefFoundError("a library that is missing in the test");
          }
          return new Delivered();
        });
    start(SINGLE);
    IntStream.range(0, 16).forEach(i -> record("bad" + i));
    record("good");
    await(
        () -> {
          pass(Duration.ofSeconds(1));
          return state().pending() == 0;
        });
    assertThat(log.deadLetters()).isEmpty();
  }

  @Test
  void whatTheLogCannotNoteIsNotDeliveredAgain() throws InterruptedException {
    queue.fail(3);
    start(SINGLE);
    record("a");
    queue.awaitFailures(3);
    await(
        () -> {
          couriers.get(0).wake();
          return state().pending() == 0;
        });
    assertThat(sink.await(1)).hasSize(1);
  }

  @Test
  void aLogThatFailsDuringAProbeEndsNoDeliveries() throws InterruptedException {
    AtomicBoolean up = new AtomicBoolean();
    sink.answer(event -> up.get() ? new Delivered() : down());
    start(SINGLE);
    record("f0", "f1", "f2", "f3", "f4"); // as many as open the breaker
    sink.await(5);
    await(() -> couriers.get(0).isIdle());
    queue.fail(1);
    await(
        () -> {
          pass(Duration.ofMinutes(1));
          return queue.hasFailed();
        });
    up.set(true);
    await(
        () -> {
          pass(Duration.ofMinutes(1));
          return state().pending() == 0;
        });
  }

  @Test
  void aClockThatIsSetChangesNothing() throws InterruptedException {
    AtomicBoolean up = new AtomicBoolean();
    sink.answer(event -> up.get() ? new Delivered() : down());
    start(SINGLE);
    record("f0", "f1", "f2", "f3", "f4"); // as many as open the breaker
    sink.await(5);
    day.pass(Duration.ofDays(-365));
    up.set(true);
    await(
        () -> {
          passSteadily(Duration.ofSeconds(1));
          return state().pending() == 0;
        });
  }

  @Test
  void aTimeThatAWrongClockNotedDelaysAPathForADayAtTheMost() throws InterruptedException {
    record("a");
    assertThat(queue.attend()).isTrue();
    EventQueue.Waiting taken = queue.take(1).get(0);
    queue.retry(
        List.of(
            new EventQueue.Waiting(
                taken.event(),
                1,
                Events.START.plus(Duration.ofDays(365)),
                Optional.of(Events.START.plus(Duration.ofDays(365))))),
        "503");
    FlakyQueue next = new FlakyQueue(log.queue("r"));
    queue.close();
    EventDispatcher courier =
        new EventDispatcher(next, sink, SINGLE, new Clocks(day, steady), LONGEST);
    couriers.add(courier);
    await(() -> next.steps() >= 2);
    steady.pass(Duration.ofDays(1));
    courier.wake();
    await(() -> state().pending() == 0);
    assertThat(state().pending()).isZero();
  }
}
