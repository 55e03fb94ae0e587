package dev.coffer.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.retry.RetryStatistics.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final Duration DELAY = Duration.ofSeconds(10);

  private final VirtualTime time = new VirtualTime();

  private CircuitBreaker opened() {
    CircuitBreaker breaker = new CircuitBreaker(2, DELAY, time);
    breaker.failed();
    breaker.failed();
    return breaker;
  }

  @Test
  void anAnswerBetweenFailuresKeepsItClosed() {
    CircuitBreaker breaker = new CircuitBreaker(2, DELAY, time);
    breaker.failed();
    breaker.responded();
    breaker.failed();
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
    assertThat(breaker.admits()).isTrue();
  }

  @Test
  void anAttemptFromBeforeItOpenedNeitherClosesItNorMakesItWaitLonger() {
    CircuitBreaker breaker = opened();
    time.pass(Duration.ofSeconds(4));
    breaker.responded();
    breaker.failed();
    breaker.abandoned();
    assertThat(breaker.state()).isEqualTo(State.OPEN);
    assertThat(breaker.left()).hasSeconds(6);
  }

  @Test
  void oneAttemptIsTriedAfterTheDelayAndItsEndDecides() {
    CircuitBreaker breaker = opened();
    assertThat(breaker.admits()).isFalse();
    time.pass(DELAY);
    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.admits()).isFalse();
    breaker.abandoned();
    assertThat(breaker.state()).isEqualTo(State.OPEN);
    time.pass(DELAY);
    assertThat(breaker.admits()).isTrue();
    breaker.responded();
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void withoutANumberOfFailuresItNeverOpens() {
    CircuitBreaker breaker = new CircuitBreaker(0, DELAY, time);
    breaker.failed();
    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
  }
}
