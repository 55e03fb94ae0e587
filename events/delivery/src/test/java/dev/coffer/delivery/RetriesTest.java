package dev.coffer.delivery;

import static dev.coffer.delivery.Events.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.event.EventQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private final Retries retries = new Retries(RetrySchedule.USUAL, new SplittableRandom(1));

  private static Retries bounded(int attempts) {
    return new Retries(RetrySchedule.USUAL.withAttempts(attempts), new SplittableRandom(1));
  }

  /** Fails at each of its times until it is given up; says when that is. */
  private EventQueue.Waiting failUntilGivenUp(boolean attempt) {
    EventQueue.Waiting waiting = Events.waiting("a", 1);
    Instant now = START;
    while (true) {
      Retries.Sorted sorted =
          attempt
              ? retries.afterAttempt(List.of(waiting), true, Optional.empty(), now)
              : retries.withoutAttempt(List.of(waiting), now);
      if (sorted.left().isEmpty()) {
        assertThat(Duration.between(START, now)).isEqualTo(Duration.ofDays(3));
        return sorted.exhausted().get(0);
      }
      waiting = sorted.left().get(0);
      assertThat(waiting.due()).isBetween(now, now.plus(Duration.ofHours(1)));
      now = waiting.due();
    }
  }

  @Test
  void anEventIsTriedForThreeDaysAndAtTheirEnd() {
    assertThat(failUntilGivenUp(true).attempts()).isBetween(75, 400);
  }

  @Test
  void whatTheStoreCannotGiveIsLookedAtForThreeDaysAndThatIsNoAttempt() {
    assertThat(failUntilGivenUp(false).attempts()).isZero();
  }

  @Test
  void aBoundOnTheAttemptsCountsThoseThatCountAlone() {
    List<EventQueue.Waiting> event = List.of(Events.waiting("a", 1));
    for (int i = 0; i < 10; i++) {
      event = bounded(2).afterAttempt(event, false, Optional.empty(), START).left();
    }
    event = bounded(2).afterAttempt(event, true, Optional.empty(), START).left();
    assertThat(event).extracting(EventQueue.Waiting::attempts).containsExactly(1);
    assertThat(bounded(2).afterAttempt(event, true, Optional.empty(), START).exhausted())
        .extracting(EventQueue.Waiting::attempts)
        .containsExactly(2);
  }

  @Test
  void whatTheReceiverAsksForIsWaited() {
    List<EventQueue.Waiting> event = List.of(Events.waiting("a", 1));
    Optional<Duration> asked = Optional.of(Duration.ofHours(5));
    assertThat(retries.afterAttempt(event, true, asked, START).left().get(0).due())
        .isEqualTo(START.plus(Duration.ofHours(5)));
  }

  @Test
  void eachEventOfABatchHasItsOwnAttempts() {
    EventQueue.Waiting old =
        new EventQueue.Waiting(Events.written("a", 1, 1), 4, START, Optional.empty());
    List<EventQueue.Waiting> batch = List.of(old, Events.waiting("b", 2));
    Retries.Sorted sorted = bounded(5).afterAttempt(batch, true, Optional.empty(), START);
    assertThat(sorted.exhausted()).extracting(each -> each.event().order()).containsExactly(1L);
    assertThat(sorted.left()).extracting(EventQueue.Waiting::attempts).containsExactly(1);
  }

  @Test
  void aReceiverThatIsDownIsAskedEachMinuteAtLeast() {
    for (int probe = 1; probe < 100; probe++) {
      assertThat(retries.probe(probe)).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }
  }
}
