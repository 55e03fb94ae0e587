package dev.coffer.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.event.DeadLetter;
import dev.coffer.event.EventQueue;
import dev.coffer.event.OverflowPolicy;
import dev.coffer.event.PathPattern;
import dev.coffer.event.ReceiverState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receivers that no process uses any more, and those that only seem unused. */
class ForgottenReceiversTest {
  @TempDir Path directory;

  private Instant now = Instant.now();

  private Outbox open() {
    return new Outbox(directory.resolve("outbox.db"), 100_000, OverflowPolicy.FAIL, () -> now);
  }

  private static List<String> names(Outbox outbox) {
    return outbox.receivers().stream().map(ReceiverState::receiver).toList();
  }

  private static List<String> pending(EventQueue queue) {
    assertThat(queue.attend()).isTrue();
    return queue.take(100).stream().map(waiting -> waiting.event().path() + "").toList();
  }

  /** What a process does every few seconds; a receiver is seen to once an hour. */
  private void anHourPasses(Outbox outbox) {
    now = now.plus(Duration.ofHours(1));
    boolean unused = outbox.settle(path -> Optional.empty());
  }

  private void daysPass(int days) {
    now = now.plus(Duration.ofDays(days));
  }

  @Test
  void pendingEventsOfSeveralReceiversAreKeptAfterAWeekWithoutAnyProcess() {
    try (Outbox outbox = open()) {
      outbox.queue("one").close();
      outbox.queue("two").close();
      OutboxRecords.record(outbox, "a");
    }
    daysPass(8);
    try (Outbox outbox = open()) {
      EventQueue one = outbox.queue("one");
      EventQueue two = outbox.queue("two");
      assertThat(pending(one)).containsExactly("a");
      assertThat(pending(two)).containsExactly("a");
      anHourPasses(outbox);
      assertThat(outbox.receivers()).extracting(ReceiverState::pending).containsExactly(1L, 1L);
    }
    try (Outbox outbox = open()) {
      assertThat(pending(outbox.queue("two"))).as("the close has kept it").containsExactly("a");
    }
  }

  @Test
  void aReceiverOfAProcessThatRunsForWeeksStaysKnown() {
    try (Outbox outbox = open()) {
      outbox.queue("down");
      OutboxRecords.record(outbox, "a");
      daysPass(30);
      anHourPasses(outbox);
    }
    daysPass(6);
    try (Outbox outbox = open()) {
      outbox.queue("other");
      anHourPasses(outbox);
      assertThat(names(outbox)).containsExactly("down", "other");
      assertThat(outbox.deadLetters()).isEmpty();
    }
  }

  @Test
  void aReceiverWithoutAnyEventIsForgottenAfterAWeek() {
    try (Outbox outbox = open()) {
      outbox.queue("old").close();
      outbox.queue("new").close();
    }
    daysPass(8);
    try (Outbox outbox = open()) {
      outbox.queue("new");
      assertThat(names(outbox)).as("all may not have been asked for yet").hasSize(2);
      anHourPasses(outbox);
      assertThat(names(outbox)).containsExactly("new");
    }
  }

  @Test
  void aProcessThatIsShortForgetsOldReceiversToo() {
    try (Outbox outbox = open()) {
      outbox.queue("old").close();
    }
    daysPass(8);
    open().close();
    try (Outbox outbox = open()) {
      assertThat(names(outbox)).isEmpty();
    }
  }

  @Test
  void whatWasPendingForAForgottenReceiverIsKeptAsDeadLetters() {
    try (Outbox outbox = open()) {
      outbox.queue("old").close();
      OutboxRecords.recordTogether(outbox, 2_345);
    }
    daysPass(8);
    try (Outbox outbox = open()) {
      anHourPasses(outbox);
      OutboxRecords.record(outbox, "later");
      assertThat(outbox.deadLetters())
          .hasSize(2_345)
          .first()
          .extracting(DeadLetter::receiver, DeadLetter::reason)
          .containsExactly("old", "no process has used this receiver for seven days");
      assertThat(outbox.receivers())
          .extracting(ReceiverState::pending, ReceiverState::dead)
          .containsExactly(Tuple.tuple(0L, 2_345L));
    }
  }

  @Test
  void aForgottenReceiverThatComesBackCanBeGivenItsDeadLetters() {
    try (Outbox outbox = open()) {
      outbox.queue("old").close();
      OutboxRecords.record(outbox, "a");
    }
    daysPass(8);
    open().close();
    try (Outbox outbox = open()) {
      EventQueue back = outbox.queue("old");
      OutboxRecords.record(outbox, "b");
      assertThat(outbox.replayDead(PathPattern.ALL)).isEqualTo(1);
      assertThat(pending(back)).containsExactly("b", "a");
    }
  }

  @Test
  void aReceiverThatAnotherProcessAttendsIsNotForgotten() {
    try (Outbox outbox = open()) {
      assertThat(outbox.queue("slept").attend()).isTrue();
      daysPass(8);
      try (Outbox other = open()) {
        anHourPasses(other);
        assertThat(names(other)).containsExactly("slept");
      }
    }
  }
}
