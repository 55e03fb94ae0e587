package dev.coffer.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FilePath;
import dev.coffer.StorageFullException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryEventLogTest {
  private static void record(FileEventLog log, String path) {
    FileEvent event = FileEvent.deleted(FilePath.of(path), Instant.EPOCH);
    log.begin(Intent.to(FileEvent.Type.DELETED, event.path())).confirm(List.of(event));
  }

  private static List<FileEvent> take(EventQueue queue) {
    return queue.take(100).stream().map(EventQueue.Waiting::event).toList();
  }

  @Test
  void aHandleThatTakesOverStillLearnsOfNews() {
    InMemoryEventLog log = new InMemoryEventLog(3, OverflowPolicy.FAIL);
    EventQueue first = log.queue("r");
    EventQueue second = log.queue("r");
    AtomicInteger news = new AtomicInteger();
    assertThat(first.attend()).isTrue();
    second.onNews(news::incrementAndGet);
    first.onNews(() -> {});
    first.close();
    assertThat(second.attend()).isTrue();
    record(log, "a");
    assertThat(news).hasValue(1);
    second.close();
    record(log, "b");
    assertThat(news).hasValue(1);
  }

  @Test
  void aFullLogForgetsWhatIsDeliveredFirst() {
    InMemoryEventLog log = new InMemoryEventLog(3, OverflowPolicy.FAIL);
    EventQueue queue = log.queue("r");
    IntStream.range(0, 3).forEach(i -> record(log, "" + i));
    queue.acknowledge(take(queue).subList(1, 2));
    record(log, "3");
    assertThat(log.events(0, 10)).extracting(e -> e.path() + "").containsExactly("0", "2", "3");
  }

  @Test
  void aLogThatIsFullOfPendingEventsRefusesChanges() {
    InMemoryEventLog log = new InMemoryEventLog(2, OverflowPolicy.FAIL);
    EventQueue queue = log.queue("r");
    record(log, "a");
    record(log, "b");
    assertThatThrownBy(() -> record(log, "c"))
        .isInstanceOf(StorageFullException.class)
        .hasMessageContaining(
            "delete c on the event log: storage full (it holds 2 undelivered events");
    queue.acknowledge(take(queue));
    record(log, "c");
  }

  @Test
  void deadLettersGoBeforeChangesAreRefused() {
    InMemoryEventLog log = new InMemoryEventLog(2, OverflowPolicy.FAIL);
    EventQueue queue = log.queue("r");
    record(log, "a");
    record(log, "b");
    queue.giveUp(take(queue).stream().map(EventQueue.Waiting::first).toList(), "404");
    record(log, "c");
    assertThat(log.deadLetters()).extracting(d -> d.event().path() + "").containsExactly("b");
    assertThat(log.receivers().get(0).dropped()).isEqualTo(1);
  }

  @Test
  void byChoiceTheOldestEventsAreDroppedAndCounted() {
    InMemoryEventLog log = new InMemoryEventLog(2, OverflowPolicy.DROP_OLDEST);
    log.queue("r");
    IntStream.range(0, 5).forEach(i -> record(log, "" + i));
    assertThat(log.events(0, 10)).extracting(e -> e.path() + "").containsExactly("3", "4");
    assertThat(log.receivers().get(0).dropped()).isEqualTo(3);
  }

  private static void leave(FileEventLog log, String path) {
    FilePath file = FilePath.of(path);
    log.begin(Intent.to(FileEvent.Type.WRITTEN, file)).end(List.of(), List.of(file));
  }

  @Test
  void whatCannotBeSettledTakesRoomUntilItIs() {
    InMemoryEventLog log = new InMemoryEventLog(2, OverflowPolicy.FAIL);
    leave(log, "a");
    leave(log, "b");
    assertThatThrownBy(() -> record(log, "c"))
        .isInstanceOf(StorageFullException.class)
        .hasMessageContaining("2 paths that could not be checked");
    assertThat(log.settle(path -> Optional.empty())).isFalse();
    record(log, "c");
  }

  @Test
  void byChoiceTheOldestThatCannotBeSettledAreDropped() {
    InMemoryEventLog log = new InMemoryEventLog(2, OverflowPolicy.DROP_OLDEST);
    List.of("a", "b", "c").forEach(path -> leave(log, path));
    assertThat(log.settle(path -> Optional.empty())).isFalse();
    assertThat(log.events(0, 10)).extracting(e -> e.path() + "").containsExactly("b", "c");
  }

  @Test
  void changesUnderWayCountAsRoomThatIsTaken() {
    InMemoryEventLog log = new InMemoryEventLog(1, OverflowPolicy.FAIL);
    log.queue("r");
    FileEventLog.Change change = log.begin(Intent.to(FileEvent.Type.WRITTEN, FilePath.of("a")));
    assertThatThrownBy(() -> record(log, "b")).isInstanceOf(StorageFullException.class);
    change.withdraw();
    record(log, "b");
  }
}
