package dev.coffer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.event.EventSink;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverAnswerTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private static EventSink.Result result(int status) {
    return new ReceiverAnswer(status, Optional.empty()).result(NOW);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void successIsDelivered(int status) {
    assertThat(result(status)).isEqualTo(new EventSink.Delivered());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {300, 301, 302, 303, 307, 308, 401, 403, 404, 405, 408, 409, 425, 429, 500, 503, 599})
  void everythingElseIsTriedAgain(int status) {
    assertThat(result(status))
        .isEqualTo(new EventSink.TryAgain("HTTP " + status, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void whatIsAboutTheContentsIsDeclined(int status) {
    assertThat(result(status))
        .isEqualTo(new EventSink.Declined("HTTP " + status, Optional.empty()));
  }

  @Test
  void aReceiverThatIsGoneIsGone() {
    assertThat(result(410)).isEqualTo(new EventSink.Gone("HTTP 410"));
  }

  @Test
  void retryAfterIsSecondsOrADate() {
    assertThat(ReceiverAnswer.delay(" 120 ", NOW)).contains(Duration.ofMinutes(2));
    assertThat(ReceiverAnswer.delay("Tue, 01 Jan 2030 00:01:00 GMT", NOW))
        .contains(Duration.ofMinutes(1));
    assertThat(ReceiverAnswer.delay("Mon, 31 Dec 2029 00:00:00 GMT", NOW)).contains(Duration.ZERO);
    assertThat(ReceiverAnswer.delay("soon", NOW)).isEmpty();
    assertThat(ReceiverAnswer.delay("-5", NOW)).isEmpty();
    assertThat(ReceiverAnswer.delay("99999999999999999999", NOW)).isEmpty();
    assertThat(new ReceiverAnswer(503, Optional.of("7")).result(NOW))
        .isEqualTo(new EventSink.TryAgain("HTTP 503", Optional.of(Duration.ofSeconds(7))));
  }
}
