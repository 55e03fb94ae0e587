package dev.coffer.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Instant START = Instant.EPOCH.plusSeconds(1000);
  private final Breaker breaker = new Breaker(probe -> Duration.ofSeconds(10L * probe));

  private void failFiveTimes() {
    for (int i = 0; i < 5; i++) {
      assertThat(breaker.allowed(8, START)).isEqualTo(8);
      breaker.began();
      breaker.failed(START);
    }
  }

  @Test
  void aReceiverThatIsDownIsAskedByOneDeliveryAtATime() {
    failFiveTimes();
    assertThat(breaker.allowed(8, START)).isZero();
    assertThat(breaker.allowed(8, START.plusSeconds(9))).isZero();
    assertThat(breaker.next()).contains(START.plusSeconds(10));
    assertThat(breaker.allowed(8, START.plusSeconds(10))).isEqualTo(1);
    breaker.began();
    assertThat(breaker.allowed(8, START.plusSeconds(99))).isZero();
  }

  @Test
  void eachProbeThatFailsMakesTheNextComeLater() {
    failFiveTimes();
    breaker.began();
    breaker.failed(START.plusSeconds(10));
    assertThat(breaker.next()).contains(START.plusSeconds(30));
  }

  @Test
  void whatWasUnderWayWhenItOpenedIsNoProbe() {
    failFiveTimes();
    breaker.failed(START);
    breaker.failed(START);
    assertThat(breaker.next()).contains(START.plusSeconds(10));
  }

  @Test
  void anAnswerEndsIt() {
    failFiveTimes();
    breaker.began();
    breaker.answered();
    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.allowed(8, START)).isEqualTo(8);
    failFiveTimes();
    assertThat(breaker.next()).as("begins anew").contains(START.plusSeconds(10));
  }
}
