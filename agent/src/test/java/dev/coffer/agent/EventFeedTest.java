package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConnectionException;
import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FaultyFileStore;
import dev.coffer.testkit.Operation;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events as they come. */
@Timeout(300)
class EventFeedTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration NOW = Duration.ZERO;

  /** Longer than any test: what comes is told by the store, not asked for. */
  private static final Duration NEVER = Duration.ofHours(1);

  private final FileStore store = new InMemoryFileStore();
  private final EventLog log = EventLog.of(store, "c[*]1", null);

  private void put(long id) {
    store.write("sessions/c[*]1/events/" + id + ".json", "{\"n\": " + id + "}");
  }

  private static List<Long> take(EventFeed feed, int events) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      AgentEvent event = feed.next(LONG).orElseThrow();
      assertThat(event.json()).contains("\": " + event.id());
      ids.add(event.id());
    }
    return ids;
  }

  @Test
  void theEventsThatAreThereComeFirstAndThenNewOnes() {
    LongStream.range(0, 1200).forEach(this::put);
    try (EventFeed feed = log.follow(3)) {
      assertThat(take(feed, 1197)).isEqualTo(LongStream.range(3, 1200).boxed().toList());
      assertThat(feed.next(NOW)).isEmpty();
      put(1200);
      put(1201);
      assertThat(take(feed, 2)).containsExactly(1200L, 1201L);
      assertThat(feed.next(NOW)).isEmpty();
    }
  }

  @Test
  void anEventOfThisProcessIsToldAtOnce() throws Exception {
    try (FileStore announcing = new AnnouncingFileStore(store, new InMemoryEventLog())) {
      EventLog told = EventLog.of(announcing, "c[*]1", null);
      try (EventFeed feed = told.follow(0, NEVER)) {
        CompletableFuture<List<Long>> taken = CompletableFuture.supplyAsync(() -> take(feed, 50));
        for (int i = 0; i < 50; i++) {
          told.append("{\"action\": \"x\"}");
        }
        assertThat(taken.get(60, TimeUnit.SECONDS))
            .isEqualTo(LongStream.range(0, 50).boxed().toList());
      }
    }
  }

  @Test
  void eventsOfOtherProcessesAreAskedFor() throws Exception {
    try (EventFeed feed = log.follow(0, Duration.ofMillis(1))) {
      CompletableFuture<List<Long>> taken = CompletableFuture.supplyAsync(() -> take(feed, 20));
      EventLog other = EventLog.of(store, "c[*]1", null);
      for (int i = 0; i < 20; i++) {
        other.append("{\"action\": \"x\"}");
      }
      assertThat(taken.get(60, TimeUnit.SECONDS))
          .isEqualTo(LongStream.range(0, 20).boxed().toList());
    }
  }

  @Test
  void aMissingEventIsWaitedForAndComesInItsOrder() {
    put(0);
    put(2);
    AtomicLong clock = new AtomicLong();
    try (EventFeed feed = new EventFeed(log, 0, NEVER, clock::get)) {
      assertThat(take(feed, 1)).containsExactly(0L);
      assertThat(feed.next(NOW)).isEmpty();
      put(1);
      assertThat(take(feed, 2)).containsExactly(1L, 2L);
    }
  }

  @Test
  void aGapIsPassedOverOnceLaterEventsHaveBeenThereForSomeTime() {
    List.of(0L, 3L, 7L).forEach(this::put);
    AtomicLong clock = new AtomicLong();
    try (EventFeed feed = new EventFeed(log, 0, NEVER, clock::get)) {
      assertThat(take(feed, 1)).containsExactly(0L);
      assertThat(feed.next(NOW)).isEmpty();
      clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
      put(9);
      assertThat(take(feed, 2)).containsExactly(3L, 7L);
      assertThat(feed.next(NOW)).isEmpty();
      clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
      assertThat(take(feed, 1)).containsExactly(9L);
    }
  }

  @Test
  void aGapBehindWhatWasTakenIsFoundWithoutASign() {
    put(0);
    AtomicLong clock = new AtomicLong();
    try (EventFeed feed = new EventFeed(log, 0, NEVER, clock::get)) {
      take(feed, 1);
      put(2);
      assertThat(feed.next(NOW)).isEmpty();
      clock.addAndGet(TimeUnit.SECONDS.toNanos(5));
      assertThat(feed.next(NOW)).isEmpty();
      clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
      assertThat(take(feed, 1)).containsExactly(2L);
    }
  }

  @Test
  void afterAFailureTheFeedGoesOnWithTheSameEvent() {
    FaultyFileStore faulty = new FaultyFileStore(store);
    put(0);
    try (EventFeed feed = EventLog.of(faulty, "c[*]1", null).follow(0)) {
      for (Operation operation : List.of(Operation.LIST, Operation.READ)) {
        faulty.failBefore(
            operation,
            1,
            () -> new ConnectionException(new ErrorContext("read", "e", "test"), null, null));
        assertThatThrownBy(() -> feed.next(NOW)).isInstanceOf(ConnectionException.class);
      }
      assertThat(take(feed, 1)).containsExactly(0L);
    }
  }

  @Test
  void aFileThatIsNoEventIsAnErrorUntilItIsRestored() {
    store.write("sessions/c[*]1/events/0.json", "");
    try (EventFeed feed = log.follow(0)) {
      assertThatThrownBy(() -> feed.next(NOW)).isInstanceOf(CorruptFileException.class);
      put(0);
      assertThat(take(feed, 1)).containsExactly(0L);
    }
  }

  @Test
  void closingEndsAWaitingCall() throws Exception {
    EventFeed feed = log.follow(0, NEVER);
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(() -> feed.next(NEVER).isPresent());
    feed.close();
    feed.close();
    assertThat(waiting.get(60, TimeUnit.SECONDS)).isFalse();
    assertThat(feed.isOpen()).isFalse();
    put(0);
    assertThat(feed.next(LONG)).isEmpty();
  }

  @Test
  void anInterruptEndsAWaitingCallAndIsKept() {
    try (EventFeed feed = log.follow(0, NEVER)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> feed.next(NEVER)).isInstanceOf(InterruptedOperationException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aNegativeIdOrNoIntervalIsRefused() {
    assertThatThrownBy(() -> log.follow(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the first id is negative: -1");
    assertThatThrownBy(() -> log.follow(0, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the interval is not positive: PT0S");
  }

  @Test
  void aLongestTimeIsNotTooLong() {
    Duration forever = ChronoUnit.FOREVER.getDuration();
    put(0);
    try (EventFeed feed = log.follow(0, forever)) {
      assertThat(feed.next(forever)).isPresent();
      assertThat(feed.next(forever.negated())).isEmpty();
    }
  }
}
