package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
  /** A Tuesday, 13:00:05 in Berlin. */
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:05Z");

  private static Instant parse(String text, String now) {
    return Moment.parse(text, Clock.fixed(Instant.parse(now), ZoneId.of("Europe/Berlin")));
  }

  private static Instant parse(String text) {
    return parse(text, NOW.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "2h ago, 2026-12-01T10:00:05Z",
    "30 minutes ago, 2026-12-01T11:30:05Z",
    "1 min ago, 2026-12-01T11:59:05Z",
    "90s ago, 2026-12-01T11:58:35Z",
    "An  Hour AGO, 2026-12-01T11:00:05Z",
    "a day ago, 2026-11-30T12:00:05Z",
    "2 weeks ago, 2026-11-17T12:00:05Z",
    "today, 2026-11-30T23:00:00Z",
    "today 09:30, 2026-12-01T08:30:00Z",
    "yesterday, 2026-11-29T23:00:00Z",
    "Yesterday 10:00, 2026-11-30T09:00:00Z",
    "yesterday 10:00Z, 2026-11-30T10:00:00Z",
    "monday, 2026-11-29T23:00:00Z",
    "tuesday, 2026-11-23T23:00:00Z",
    "wed 18:00, 2026-11-25T17:00:00Z",
    "10:00, 2026-12-01T09:00:00Z",
    "9:05, 2026-12-01T08:05:00Z",
    "13:00:05, 2026-12-01T12:00:05Z",
    "2026-11-29, 2026-11-28T23:00:00Z",
    "2026-11-29 10:00, 2026-11-29T09:00:00Z",
    "2026-11-29T10:00, 2026-11-29T09:00:00Z",
    "2026-07-01T10:00:30, 2026-07-01T08:00:30Z",
    "2026-11-29T10:00:30.123456789Z, 2026-11-29T10:00:30.123456789Z",
    "2026-11-29T10:00Z, 2026-11-29T10:00:00Z",
    "2026-11-29T10:00 Z, 2026-11-29T10:00:00Z",
    "2026-11-29T10:00+05:30, 2026-11-29T04:30:00Z",
    "2026-11-29T10:00-0800, 2026-11-29T18:00:00Z",
    "1d, 2026-11-30T12:00:05Z",
    "0s ago, 2026-12-01T12:00:05Z",
    "5m ago, 2026-12-01T11:55:05Z",
    "5 mins, 2026-12-01T11:55:05Z",
    "1 seconds ago, 2026-12-01T12:00:04Z",
  })
  void momentsAreReadAsPeopleWriteThem(String text, Instant moment) {
    assertThat(parse(text)).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "ago",
        "2 fortnights ago",
        "500ms",
        "5ms ago",
        "500 ms ago",
        "2hs ago",
        "2026-13-01",
        "2026-02-30",
        "25:00",
        "10:60",
        "10",
        "2026-11-29T",
        "2026-11-2910:00",
        "yesterday10:00",
        "yesterday 10:00 CET",
        "29.11.2026",
        "2026-11-29T10:00+99:00"
      })
  void whatIsNoMomentIsAnsweredWithTheForms(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith("no time: '" + text + "' (write 30 minutes ago, ")
        .extracting(error -> ((CommandException) error).exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"13:00:06", "2026-12-02", "today 23:00", "2026-12-01T12:00:06Z"})
  void theFutureIsRefused(String text) {
    assertThatThrownBy(() -> parse(text))
        .hasMessageStartingWith("the time '" + text + "' is in the future: 2026-12-0");
  }

  @Test
  void aTimeThatClocksLeftOutDidNotExist() {
    assertThatThrownBy(() -> parse("2026-03-29 02:30"))
        .hasMessage(
            "the time '2026-03-29 02:30' did not exist: clocks were turned forward in"
                + " Europe/Berlin");
    assertThat(parse("2026-03-29 03:30")).isEqualTo("2026-03-29T01:30:00Z");
  }

  @Test
  void aTimeThatWasThereTwiceNeedsItsOffset() {
    assertThatThrownBy(() -> parse("2026-10-25 02:30"))
        .hasMessageContaining("twice")
        .hasMessageEndingWith("write 2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00");
    assertThat(parse("2026-10-25T02:30+02:00")).isEqualTo("2026-10-25T00:30:00Z");
    assertThat(parse("2026-10-25T02:30+01:00")).isEqualTo("2026-10-25T01:30:00Z");
  }

  @Test
  void agesCountHoursAndDaysCountDaysWhenClocksAreTurned() {
    String afternoon = "2026-10-25T14:00:00Z"; // 15:00, a day of 25 hours
    assertThat(parse("24h ago", afternoon)).isEqualTo("2026-10-24T14:00:00Z");
    assertThat(parse("yesterday 15:00", afternoon)).isEqualTo("2026-10-24T13:00:00Z");
  }
}
