package dev.coffer.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void theMostDoublesWithEachAttemptUpToItsBound() {
    assertThat(Backoff.USUAL.bound(1)).hasMillis(50);
    assertThat(Backoff.USUAL.bound(3)).hasMillis(200);
    assertThat(Backoff.USUAL.bound(100)).hasSeconds(5);
    assertThat(Backoff.USUAL.bound(Integer.MAX_VALUE)).hasSeconds(5);
  }

  @Test
  void thePauseIsARandomPartOfTheMost() {
    assertThat(Backoff.USUAL.pause(2, 0)).isZero();
    assertThat(Backoff.USUAL.pause(2, 0.5)).hasMillis(50);
    assertThat(Backoff.USUAL.pause(3)).isBetween(Duration.ZERO, Duration.ofMillis(200));
  }
}
