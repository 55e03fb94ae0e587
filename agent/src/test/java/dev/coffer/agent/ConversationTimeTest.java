package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of times and decimal numbers. */
class ConversationTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-30T04:12:16.282682Z, 2026-11-30T04:12:16.282682Z, 2026-11-30T04:12:16.282682+00:00",
    "2026-11-30T04:12:16Z, 2026-11-30T04:12:16Z, 2026-11-30T04:12:16+00:00",
    "2026-11-30T04:12:16+00:00, 2026-11-30T04:12:16Z, 2026-11-30T04:12:16+00:00",
    "2026-11-30T04:12:16+02:00, 2026-11-30T04:12:16+02:00, 2026-11-30T04:12:16+02:00",
    "2026-11-30T04:12:16.5-0330, 2026-11-30T04:12:16.500000-03:30,"
        + " 2026-11-30T04:12:16.500000-03:30",
    "2026-11-30T04:12:16, 2026-11-30T04:12:16, 2026-11-30T04:12:16",
    "2026-11-30 04:12:16.000001, 2026-11-30T04:12:16.000001, 2026-11-30T04:12:16.000001",
    "2026-11-30, 2026-11-30T00:00:00, 2026-11-30T00:00:00",
  })
  void aTimeHasOneFormInFilesAndOneForTheOrder(String given, String written, String sorted) {
    ConversationTime time = ConversationTime.parse(given);
    assertThat(time).hasToString(written);
    assertThat(time.isoFormat()).isEqualTo(sorted);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00Z",
    "1764475936.5, 2025-11-30T04:12:16.500000Z",
    "1764475936500, 2025-11-30T04:12:16.500000Z",
    "-1.25, 1969-12-31T23:59:58.750000Z",
  })
  void aNumberIsOneOfSecondsOrMilliseconds(String number, String written) {
    assertThat(ConversationTime.ofNumber(number)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2026-13-01T00:00:00Z", "2026-11-30T25:00:00Z", "04:00:00"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> ConversationTime.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTimeWithoutAnOffsetIsNoMoment() {
    assertThat(ConversationTime.parse("2026-11-30T04:12:16").instant()).isEmpty();
    Instant moment = Instant.parse("2026-11-30T04:12:16.123456789Z");
    assertThat(ConversationTime.of(moment).instant())
        .contains(Instant.parse("2026-11-30T04:12:16.123456Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "1, 1.0",
    "0.25, 0.25",
    "1234567.5, 1234567.5",
    "0.0001, 0.0001",
    "0.00001, 0.00001",
    "0.000001, 1e-6",
    "1.5e-7, 1.5e-7",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "1.5e17, 1.5e+17"
  })
  void decimalNumbersHaveAPointOrAnExponent(double value, String written) {
    assertThat(DecimalText.of(value)).isEqualTo(written);
  }

  @Test
  void aYearThatHasNotFourDigitsIsRefused() {
    for (Instant moment : new Instant[] {Instant.MAX, Instant.parse("0000-12-31T23:59:59Z")}) {
      assertThatThrownBy(() -> ConversationTime.of(moment))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String number : new String[] {"999999999999999", "-99999999999999"}) {
      assertThatThrownBy(() -> ConversationTime.ofNumber(number))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> ConversationTime.parse("0000-01-01"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
