package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.InterruptedOperationException;
import dev.coffer.concurrent.Backoff;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private static final Duration LONG = Duration.ofHours(1);

  private static IOException refused() {
    return new IOException("it does not say so", new ConnectException("refused"));
  }

  private static Attempts attempts(Duration deadline, Duration unreachable) {
    return new Attempts("read", "a", "test:store", deadline, unreachable);
  }

  @Test
  void afterTheDeadlineThereIsNoOther() {
    Attempts attempts = attempts(Duration.ZERO, LONG);
    assertThat(attempts.again()).isFalse();
    assertThat(attempts.again(refused())).isFalse();
    assertThat(attempts.again(Duration.ZERO)).isFalse();
  }

  @Test
  void aServiceThatCannotBeReachedIsGivenLessTime() {
    Attempts attempts = attempts(LONG, Duration.ZERO);
    assertThat(attempts.again(new IOException("lost"))).isTrue();
    assertThat(attempts.again(refused())).isFalse();
  }

  @Test
  void anAnswerInBetweenBeginsThatTimeAnew() {
    Attempts attempts = attempts(LONG, LONG);
    assertThat(attempts.again(refused())).isTrue();
    assertThat(attempts.again(new IOException("lost"))).isTrue();
    assertThat(attempts.again(refused())).isTrue();
    assertThat(attempts.areRepeated()).isTrue();
  }

  @Test
  void noPauseReachesBeyondTheDeadline() {
    Attempts attempts = attempts(Duration.ofSeconds(1), LONG);
    Duration decades = Duration.ofDays(10_000); // of which a pause is a random part
    Backoff endless = new Backoff(decades, decades);
    assertThat(attempts.again(endless)).isTrue();
    assertThat(attempts.again(endless)).isFalse();
  }

  @Test
  void aServiceThatAsksForMoreTimeThanIsLeftIsNotAskedAgain() {
    Attempts attempts = attempts(Duration.ofMinutes(1), LONG);
    assertThat(attempts.again(LONG)).isFalse();
    assertThat(attempts.again(Duration.ofMillis(1))).isTrue();
  }

  @Test
  void anInterruptEndsAPause() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedOperationException.class, () -> attempts(LONG, LONG).again());
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void unreachableIsToldByKindsAndNeverByWords() {
    assertThat(Unreachable.is(refused())).isTrue();
    assertThat(Unreachable.is(new UnknownHostException("profile"))).isTrue();
    assertThat(Unreachable.is(new SSLHandshakeException("ended"))).isTrue();
    assertThat(Unreachable.is(new SSLException("ended"))).isFalse();
    assertThat(Unreachable.is(new SocketTimeoutException("connection refused"))).isFalse();
  }

  @Test
  void retryAfterIsSecondsOrADate() {
    Instant now = Instant.parse("1994-11-06T08:49:30Z");
    assertThat(RetryAfter.of("120", now)).contains(Duration.ofMinutes(2));
    assertThat(RetryAfter.of("Sun, 06 Nov 1994 08:49:37 GMT", now)).contains(Duration.ofSeconds(7));
    assertThat(RetryAfter.of("Sun, 06 Nov 1994 08:49:07 GMT", now)).contains(Duration.ZERO);
    for (String none : new String[] {"", "-1", "soon", "9".repeat(40)}) {
      assertThat(RetryAfter.of(none, now)).as(none).isEmpty();
    }
    assertThat(RetryAfter.of(null, now)).isEmpty();
  }
}
