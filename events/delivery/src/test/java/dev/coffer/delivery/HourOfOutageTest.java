package dev.coffer.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FilePath;
import dev.coffer.StorageFullException;
import dev.coffer.event.EventSink.Delivered;
import dev.coffer.event.EventSink.Result;
import dev.coffer.event.EventSink.TryAgain;
import dev.coffer.event.FileEvent;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.event.Intent;
import dev.coffer.event.OverflowPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A receiver that is away for an hour while the outbox fills up, in a time that tests make pass.
 */
@Timeout(60)
class HourOfOutageTest {
  private static final int ROOM = 60;
  private static final int PATHS = 7;
  private static final BatchPolicy AT_ONCE = new BatchPolicy(Duration.ZERO, Duration.ZERO, 1 << 20);

  private final InMemoryEventLog log = new InMemoryEventLog(ROOM, OverflowPolicy.FAIL);
  private final FakeSink sink = new FakeSink();
  private final List<List<FileEvent>> delivered = new CopyOnWriteArrayList<>();
  private final ManualTime day = new ManualTime();
  private final ManualTime steady = new ManualTime();
  private final FlakyQueue queue = new FlakyQueue(log.queue("r"));

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingIsLostAndEachPathKeepsItsOrder(boolean batched) throws InterruptedException {
    DeliveryPolicy policy =
        new DeliveryPolicy(
            RetrySchedule.USUAL,
            batched ? 1 : 8,
            batched ? Optional.of(AT_ONCE) : Optional.empty(),
            Duration.ofMillis(50));
    sink.answerAll(events -> new TryAgain("503", Optional.empty()));
    try (EventDispatcher courier =
        new EventDispatcher(queue, sink, policy, new Clocks(day, steady), () -> -1L)) {
      fill();
      assertThatThrownBy(() -> record(ROOM)).isInstanceOf(StorageFullException.class);
      for (int minute = 0; minute < 60; minute++) {
        pass(Duration.ofMinutes(1), courier);
      }
      assertThat(pending()).isEqualTo(ROOM);
      sink.answerAll(this::take);
      for (int minute = 0; pending() > 0; minute++) {
        assertThat(minute).as("minutes until all is delivered").isLessThan(120);
        pass(Duration.ofMinutes(1), courier);
      }
      assertComplete();
      record(ROOM);
    }
  }

  private Result take(List<FileEvent> events) {
    delivered.add(events);
    return new Delivered();
  }

  private void fill() {
    for (int i = 0; i < ROOM; i++) {
      record(i);
    }
  }

  private void record(int number) {
    FilePath path = FilePath.of("f" + number % PATHS);
    FileEvent event = FileEvent.found(path, Optional.empty(), Events.START);
    log.begin(new Intent(event.type(), List.of(path), Optional.empty())).confirm(List.of(event));
  }

  private long pending() {
    return log.receivers().get(0).pending();
  }

  /** Lets time pass, and the courier do all that there is to do then. */
  private void pass(Duration time, EventDispatcher courier) {
    day.pass(time);
    steady.pass(time);
    int steps = queue.steps();
    do {
      courier.wake();
      LockSupport.parkNanos(1);
    } while (queue.steps() < steps + 2 || !courier.isIdle());
  }

  /** An event that is folded into a later one of its path is delivered with it. */
  private void assertComplete() {
    assertThat(log.deadLetters()).isEmpty();
    Map<FilePath, Long> last = new HashMap<>();
    delivered.stream()
        .flatMap(List::stream)
        .forEach(
            event ->
                assertThat(event.order())
                    .isGreaterThan(last.getOrDefault(event.path(), 0L))
                    .satisfies(order -> last.put(event.path(), order)));
    assertThat(last.values()).allMatch(order -> order > ROOM - PATHS).hasSize(PATHS);
  }
}
