package dev.coffer.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReceiverBreakerTest {
  private static final Instant START = Instant.EPOCH.plusSeconds(1000);
  private final ReceiverBreaker breaker =
      new ReceiverBreaker(probe -> Duration.ofSeconds(10L * probe));

  private void failFiveTimes() {
    for (int i = 0; i < 5; i++) {
      assertThat(breaker.allows(DeliveryTrial.FIRST, START)).isTrue();
      fail(DeliveryTrial.FIRST, START);
    }
  }

  private void fail(DeliveryTrial trial, Instant now) {
    breaker.failed(trial, breaker.began(trial), now, Duration.ZERO);
  }

  @Test
  void aReceiverThatIsDownIsAskedByOneDeliveryAtATime() {
    failFiveTimes();
    assertThat(breaker.allows(DeliveryTrial.FIRST, START)).isFalse();
    assertThat(breaker.allows(DeliveryTrial.FIRST, START.plusSeconds(9))).isFalse();
    assertThat(breaker.next(DeliveryTrial.FIRST)).contains(START.plusSeconds(10));
    assertThat(breaker.allows(DeliveryTrial.FIRST, START.plusSeconds(10))).isTrue();
    assertThat(breaker.began(DeliveryTrial.FIRST)).as("a probe").isTrue();
    assertThat(breaker.allows(DeliveryTrial.FIRST, START.plusSeconds(99))).isFalse();
    assertThat(breaker.next(DeliveryTrial.FIRST)).isEmpty();
  }

  @Test
  void eachProbeThatFailsMakesTheNextComeLater() {
    failFiveTimes();
    fail(DeliveryTrial.FIRST, START.plusSeconds(10));
    assertThat(breaker.next(DeliveryTrial.FIRST)).contains(START.plusSeconds(30));
  }

  @Test
  void whatWasUnderWayWhenItOpenedIsNoProbe() {
    failFiveTimes();
    breaker.failed(DeliveryTrial.FIRST, false, START.plusSeconds(5), Duration.ZERO);
    assertThat(breaker.next(DeliveryTrial.FIRST)).contains(START.plusSeconds(10));
  }

  @Test
  void anAnswerEndsIt() {
    failFiveTimes();
    breaker.began(DeliveryTrial.FIRST);
    breaker.responded();
    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.allows(DeliveryTrial.FIRST, START)).isTrue();
    failFiveTimes();
    assertThat(breaker.next(DeliveryTrial.FIRST))
        .as("begins again")
        .contains(START.plusSeconds(10));
  }

  @Test
  void whatHasFailedBeforeSpeaksAgainstNoReceiver() {
    for (int i = 0; i < 100; i++) {
      fail(DeliveryTrial.REPEATED, START);
    }
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void probesOfWhatHasFailedHoldUpNoProbeOfWhatIsNew() {
    failFiveTimes();
    Instant later = START.plusSeconds(10);
    breaker.began(DeliveryTrial.REPEATED);
    assertThat(breaker.allows(DeliveryTrial.FIRST, later)).as("beside one under way").isTrue();
    for (int i = 0; i < 20; i++) {
      fail(DeliveryTrial.REPEATED, later);
    }
    assertThat(breaker.allows(DeliveryTrial.REPEATED, later)).isFalse();
    assertThat(breaker.allows(DeliveryTrial.FIRST, later)).as("after many that failed").isTrue();
  }

  @Test
  void aProbeThatSaysNothingOfTheReceiverEndsAllTheSame() {
    failFiveTimes();
    boolean probe = breaker.began(DeliveryTrial.FIRST);
    breaker.ended(DeliveryTrial.FIRST, probe);
    assertThat(breaker.isOpen()).isTrue();
    assertThat(breaker.allows(DeliveryTrial.FIRST, START.plusSeconds(10))).isTrue();
  }

  @Test
  void aReceiverIsLeftAloneForAsLongAsItAsks() {
    failFiveTimes();
    boolean probe = breaker.began(DeliveryTrial.FIRST);
    breaker.failed(DeliveryTrial.FIRST, probe, START, Duration.ofSeconds(90));
    assertThat(breaker.next(DeliveryTrial.FIRST)).contains(START.plusSeconds(90));
  }
}
