package dev.coffer.testkit;

import static dev.coffer.testkit.LogUnderTest.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.Intent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the next process finds; skipped for a log that does not outlive its process. */
interface DurabilityCases extends LogUnderTest {
  @Test
  default void pendingEventsAreKeptAfterAClose() {
    log().queue("r").close();
    record("a");
    FileEvent recorded = log().events(0, 1).get(0);
    FileEventLog next = closeAndReopen();
    assertThat(next.events(0, 10)).containsExactly(recorded);
    assertThat(take(next.queue("r"), 1)).containsExactly(recorded);
  }

  @Test
  default void acknowledgedEventsAreNotReturnedAgain() {
    EventQueue queue = log().queue("r");
    record("a");
    record("b");
    queue.acknowledge(take(queue, 2).subList(0, 1));
    EventQueue next = closeAndReopen().queue("r");
    assertThat(take(next, 1)).extracting(event -> event.path() + "").containsExactly("b");
  }

  @Test
  default void deadLettersAreKeptAfterAClose() {
    EventQueue queue = log().queue("r");
    record("a");
    queue.giveUp(List.of(EventQueue.Waiting.first(take(queue, 1).get(0))), "410");
    assertThat(closeAndReopen().deadLetters()).hasSize(1);
  }

  @Test
  default void anIntentWithAnUnknownOutcomeIsAnnouncedAsThePathIsFound() {
    log().queue("r").close();
    below().write("there", "1");
    begin(FileEvent.Type.DELETED, List.of("there", "gone"), null);
    begin(FileEvent.Type.MOVED, List.of("target"), "source");
    FileEventLog next = closeAndReopen();
    boolean unused = next.settle(below()::stat);
    unused = next.settle(below()::stat);
    assertThat(take(next.queue("r"), 4))
        .extracting(LogUnderTest::describe)
        .containsExactly("written there", "deleted gone", "deleted target", "deleted source");
    assertThat(next.events(0, 10)).as("once").hasSize(4);
  }

  @Test
  default void anIntentThatEndedIsNotAnnouncedAgain() {
    begin(FileEvent.Type.WRITTEN, List.of("a"), null).withdraw();
    record("b");
    FileEventLog next = closeAndReopen();
    boolean unused = next.settle(below()::stat);
    assertThat(next.events(0, 10)).hasSize(1);
  }

  @Test
  default void changesInProgressOfAnotherHandleAreLeftAlone() {
    begin(FileEvent.Type.WRITTEN, List.of("a"), null);
    FileEventLog other = anotherLog();
    boolean unused = other.settle(below()::stat);
    assertThat(other.events(0, 10)).isEmpty();
  }

  @Test
  default void severalHandlesShareOneOrder() {
    EventQueue queue = log().queue("r");
    FileEventLog other = anotherLog();
    record("a");
    assertThat(log().events(0, 10)).hasSize(1);
    other
        .begin(new Intent(FileEvent.Type.DELETED, List.of(FilePath.of("b")), Optional.empty()))
        .confirm(List.of(LogUnderTest.event("b")));
    assertThat(other.events(0, 10)).hasSize(2);
    EventQueue second = other.queue("r");
    assertThat(queue.attend()).isTrue();
    assertThat(second.attend()).isFalse();
    assertThat(take(queue, 2)).extracting(FileEvent::order).isSorted();
  }

  private FileEventLog.Change begin(
      FileEvent.Type type, List<String> paths, @Nullable String source) {
    return log()
        .begin(
            new Intent(
                type,
                paths.stream().map(FilePath::of).toList(),
                Optional.ofNullable(source).map(FilePath::of)));
  }
}
