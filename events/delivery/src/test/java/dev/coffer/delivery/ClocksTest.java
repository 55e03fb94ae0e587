package dev.coffer.delivery;

import static dev.coffer.delivery.Events.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.event.EventQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClocksTest {
  private static final Duration DAY = Duration.ofDays(1);
  private final Instant steadily = START.plusSeconds(77);
  private final Clocks clocks =
      new Clocks(InstantSource.fixed(START), InstantSource.fixed(steadily));

  private static EventQueue.Waiting failed(Instant due, Instant since) {
    return new EventQueue.Waiting(Events.written("a", 1, 1), 1, due, Optional.of(since));
  }

  @Test
  void whatIsTakenFromALogHasAsLongToGoAndHasFailedForAsLong() {
    EventQueue.Waiting noted = failed(START.plusSeconds(10), START.minusSeconds(20));
    EventQueue.Waiting taken = clocks.fromLog(noted, DAY);
    assertThat(taken.due()).isEqualTo(steadily.plusSeconds(10));
    assertThat(taken.since()).contains(steadily.minusSeconds(20));
    assertThat(clocks.toLog(taken)).isEqualTo(noted);
  }

  @Test
  void aTimeThatNoScheduleCanGiveIsBounded() {
    EventQueue.Waiting noted = failed(START.plus(DAY.multipliedBy(365)), START.plus(DAY));
    EventQueue.Waiting taken = clocks.fromLog(noted, DAY);
    assertThat(taken.due()).isEqualTo(steadily.plus(DAY));
    assertThat(taken.since()).contains(steadily);
  }

  @Test
  void aTimeIsTooFarThatNoScheduleCanHaveSet() {
    assertThat(clocks.isTooFar(failed(START.plus(DAY), START), DAY)).isFalse();
    assertThat(clocks.isTooFar(failed(START.plus(DAY).plusNanos(1), START), DAY)).isTrue();
    assertThat(clocks.isTooFar(Events.waiting("a", 1), DAY)).isFalse();
  }

  @Test
  void whatNeverFailedIsDueAtOnce() {
    EventQueue.Waiting first = Events.waiting("a", 1);
    assertThat(clocks.fromLog(first, DAY)).isEqualTo(first);
  }
}
