package dev.coffer.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import dev.coffer.event.EventQueue;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.event.Intent;
import dev.coffer.event.ReceiverState;
import dev.coffer.observe.KeptLogs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.Level;

@Timeout(60)
class EventDispatcherTest {
  private static final RetrySchedule QUICK =
      new RetrySchedule(
          Duration.ofDays(1), Duration.ofMillis(1), Duration.ofMillis(2), OptionalInt.of(3));
  private static final DeliveryPolicy SINGLE =
      new DeliveryPolicy(QUICK, 8, Optional.empty(), Duration.ofSeconds(30));

  private final InMemoryEventLog log = new InMemoryEventLog();
  private final FakeSink sink = new FakeSink();
  private final List<EventDispatcher> couriers = new ArrayList<>();

  private EventDispatcher start(DeliveryPolicy policy) {
    EventDispatcher courier = new EventDispatcher(log.queue("r"), sink, policy);
    couriers.add(courier);
    return courier;
  }

  private FileEvent record(String path) {
    return record(FileEvent.found(FilePath.of(path), Optional.empty(), Events.START));
  }

  private FileEvent record(FileEvent event) {
    log.begin(new Intent(event.type(), List.of(event.path()), Optional.empty()))
        .confirm(List.of(event));
    return event;
  }

  private static EventSink.Result later() {
    return new EventSink.TryAgain("503", Optional.empty());
  }

  private ReceiverState state() {
    return log.receivers().get(0);
  }

  @AfterEach
  void close() {
    sink.goOn();
    couriers.forEach(EventDispatcher::close);
  }

  @Test
  void whatIsRecordedIsDelivered() throws InterruptedException {
    start(SINGLE);
    FileEvent event = record("a");
    assertThat(sink.await(1).get(0)).extracting(FileEvent::id).containsExactly(event.id());
  }

  @Test
  void noMoreDeliveriesAreMadeAtOnceThanThePolicySays() throws InterruptedException {
    sink.hang();
    start(new DeliveryPolicy(QUICK, 3, Optional.empty(), Duration.ofSeconds(30)));
    IntStream.range(0, 10).forEach(i -> record("" + i));
    assertThat(sink.await(3)).hasSize(3);
    sink.goOn();
    assertThat(sink.await(10)).hasSize(10);
  }

  @Test
  void aDeliveryThatFailsIsMadeAgainWithTheSameId() throws InterruptedException {
    sink.answer(event -> sink.got.size() < 2 ? later() : new EventSink.Delivered());
    start(SINGLE);
    record("a");
    List<List<FileEvent>> got = sink.await(2);
    assertThat(got.get(0)).isEqualTo(got.get(1));
    couriers.get(0).close();
    assertThat(state().pending()).isZero();
    assertThat(log.deadLetters()).isEmpty();
  }

  @Test
  void afterTheLastAttemptAnEventIsADeadLetter() throws InterruptedException {
    sink.answer(event -> later());
    start(SINGLE);
    record("a");
    awaitDead(1);
    assertThat(log.deadLetters().get(0).attempts()).isEqualTo(3);
    assertThat(log.deadLetters().get(0).reason()).isEqualTo("503");
    assertThat(sink.got).hasSize(3);
  }

  /** Else a process that runs for less than the longest pause would never come to it. */
  @Test
  void aTimeThatWasTooFarIsBoundedInTheLogToo() {
    EventQueue before = log.queue("r");
    record("a");
    FileEvent event = before.take(1).get(0).event();
    Instant far = Events.START.plus(Duration.ofDays(1000));
    before.retry(List.of(new EventQueue.Waiting(event, 1, far, Optional.of(far))), "503");
    Clocks clocks = new Clocks(new ManualTime(), new ManualTime());
    couriers.add(new EventDispatcher(log.queue("r"), sink, SINGLE, clocks, new Random(1)));
    Instant bound = Events.START.plus(Duration.ofDays(2));
    EventQueue.Waiting noted = first();
    while (!noted.due().isBefore(bound)) {
      LockSupport.parkNanos(100_000);
      noted = first();
    }
    assertThat(noted.since().orElseThrow()).isBefore(bound);
    assertThat(sink.got).isEmpty();
  }

  private EventQueue.Waiting first() {
    return log.queue("r").take(1).get(0);
  }

  @Test
  void whoWaitsInAnotherProcessWaitsForNoBatch() throws InterruptedException {
    BatchPolicy hours = new BatchPolicy(Duration.ofHours(1), Duration.ofHours(1), 1 << 20);
    DeliveryPolicy batches =
        new DeliveryPolicy(QUICK, 1, Optional.of(hours), Duration.ofSeconds(30));
    start(batches);
    record("first");
    couriers.get(0).expect(log.events(0, 1), Duration.ofHours(1)).run();
    EventDispatcher other = start(batches);
    for (int i = 2; i < 5; i++) {
      FileEvent event = FileEvent.found(FilePath.of("a" + i), Optional.empty(), Events.START);
      Runnable wait = other.expect(List.of(event), Duration.ofHours(1));
      record(event);
      wait.run();
      assertThat(sink.got).hasSize(i);
    }
  }

  /** The close may come at any point of a step. */
  @Test
  void aBatchThatIsNotDueGoesOutAtTheClose() {
    BatchPolicy hours = new BatchPolicy(Duration.ofHours(1), Duration.ofHours(1), 1 << 20);
    DeliveryPolicy batches =
        new DeliveryPolicy(QUICK, 1, Optional.of(hours), Duration.ofSeconds(30));
    for (int round = 1; round <= 1000; round++) {
      EventDispatcher courier = start(batches);
      record("a" + round);
      courier.close();
      assertThat(sink.got).as("deliveries after %d closes", round).hasSize(round);
    }
  }

  /** The batch before may end at any point of the step that looks whether all is done. */
  @Test
  void aBatchAfterOneThatIsUnderWayGoesOutAtTheClose() {
    BatchPolicy hours = new BatchPolicy(Duration.ofHours(1), Duration.ofHours(1), 10);
    DeliveryPolicy batches =
        new DeliveryPolicy(QUICK, 1, Optional.of(hours), Duration.ofSeconds(30));
    for (int round = 1; round <= 1000; round++) {
      EventDispatcher courier = start(batches);
      record(Events.written("full", 10, 3L * round));
      record(Events.written("as full", 10, 3L * round + 1));
      record(Events.written("small", 5, 3L * round + 2));
      courier.close();
      assertThat(sink.got).as("deliveries after %d closes", round).hasSize(3 * round);
    }
  }

  @Test
  void whatIsRefusedIsADeadLetterAtOnceAndHoldsUpNothing() throws InterruptedException {
    sink.answer(
        event ->
            event.path().toString().equals("bad")
                ? new EventSink.Refused("404")
                : new EventSink.Delivered());
    start(SINGLE);
    record("bad");
    record("good");
    sink.await(2);
    awaitDead(1);
    assertThat(log.deadLetters())
        .extracting(dead -> dead.event().path() + "")
        .containsExactly("bad");
  }

  @Test
  void aReceiverThatIsGoneGetsNothingAnyMore() throws InterruptedException {
    sink.answer(event -> new EventSink.Gone("410"));
    start(SINGLE);
    record("a");
    awaitDead(1);
    record("b");
    awaitDead(2);
    assertThat(sink.got).hasSize(1);
  }

  @Test
  void aBatchHoldsWhatCameTogether() throws InterruptedException {
    start(
        new DeliveryPolicy(
            QUICK,
            8,
            Optional.of(new BatchPolicy(Duration.ofHours(1), Duration.ofHours(1), 1 << 20)),
            Duration.ofSeconds(30)));
    IntStream.range(0, 100).forEach(i -> record("" + i));
    couriers.get(0).close();
    assertThat(sink.await(1)).hasSize(1);
    assertThat(sink.got.get(0)).hasSize(100);
  }

  @Test
  void whoWaitsReturnsWhenTheReceiverHasTheEvent() throws InterruptedException {
    sink.hang();
    EventDispatcher courier =
        start(new DeliveryPolicy(QUICK, 8, Optional.of(BatchPolicy.USUAL), Duration.ofSeconds(30)));
    FileEvent event = FileEvent.found(FilePath.of("a"), Optional.empty(), Events.START);
    Runnable receipt = courier.expect(List.of(event), Duration.ofSeconds(50));
    log.begin(new Intent(FileEvent.Type.DELETED, List.of(event.path()), Optional.empty()))
        .confirm(List.of(event));
    CountDownLatch returned = new CountDownLatch(1);
    Thread writer =
        new Thread(
            () -> {
              receipt.run();
              returned.countDown();
            });
    writer.start();
    sink.await(1);
    assertThat(returned.getCount()).isEqualTo(1);
    sink.goOn();
    returned.await();
  }

  @Test
  void closingWithADeadReceiverLeavesWhatIsPendingInTheLog() throws InterruptedException {
    sink.answer(event -> new EventSink.TryAgain("down", Optional.of(Duration.ofHours(1))));
    EventDispatcher courier = start(SINGLE);
    IntStream.range(0, 50).forEach(i -> record("" + i));
    sink.await(5);
    courier.close();
    assertThat(state().pending()).isEqualTo(50);
    sink.answer(event -> new EventSink.Delivered());
  }

  @Test
  void closingTriesAgainWhatFailed() throws InterruptedException {
    sink.answer(event -> sink.got.size() < 3 ? later() : new EventSink.Delivered());
    EventDispatcher courier = start(SINGLE);
    record("a");
    courier.close();
    assertThat(sink.await(3)).hasSize(3);
    assertThat(state().pending()).isZero();
  }

  @Test
  void aDeliveryThatHangsDoesNotHoldUpTheClose() throws InterruptedException {
    sink.hang();
    EventDispatcher courier =
        start(new DeliveryPolicy(QUICK, 8, Optional.empty(), Duration.ofMillis(10)));
    record("a");
    sink.await(1);
    courier.close();
    assertThat(state().pending()).isEqualTo(1);
  }

  @Test
  void aDeliveryThatTheCloseEndsIsNoWarning() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    DeliveryPolicy policy = new DeliveryPolicy(QUICK, 8, Optional.empty(), Duration.ofMillis(10));
    KeptLogs.keep(Level.WARN);
    try {
      EventDispatcher courier =
          new EventDispatcher(log.queue("r"), events -> endedByTheClose(begun), policy);
      record("a");
      begun.await();
      courier.close();
      assertThat(KeptLogs.events()).extracting(KeptLogs::text).isEmpty();
    } finally {
      KeptLogs.keep(null);
    }
    assertThat(state().pending()).isEqualTo(1);
  }

  private static EventSink.Result endedByTheClose(CountDownLatch begun) {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
      return new EventSink.Delivered();
    } catch (InterruptedException e) {
      throw new IllegalStateException("the store is closed", e);
    }
  }

  @Test
  void theNextHandleContinuesWhereTheFirstEnded() throws InterruptedException {
    EventDispatcher first = start(SINGLE);
    record("a");
    sink.await(1);
    start(SINGLE);
    first.close();
    FileEvent event = record("b");
    assertThat(sink.await(2).get(1)).extracting(FileEvent::id).containsExactly(event.id());
  }

  private void awaitDead(int count) throws InterruptedException {
    while (log.deadLetters().size() < count) {
      LockSupport.parkNanos(100_000);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
