package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
  private static final DateTimeFormatter JDK = DateTimeFormatter.RFC_1123_DATE_TIME;

  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  @Test
  void theExampleOfTheStandardIsRead() {
    assertThat(HttpDate.parse("Sun, 06 Nov 1994 08:49:37 GMT"))
        .isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));
  }

  @Test
  void everyDateIsWhatTheFormatterSays() {
    long seed = Long.getLong("coffer.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      Instant time = Instant.ofEpochSecond((long) (random.nextDouble() * 253_402_300_799L));
      String text = HTTP.format(time);
      assertThat(HttpDate.parse(text)).as("%s, seed %d", text, seed).isEqualTo(time);
    }
  }

  /** What is not as usual, and what is none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "06 Nov 1994 08:49:37 GMT",
        "sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 +0100",
        "Sun, 06 Nov 1994 08:49 GMT",
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nav 1994 08:49:37 GMT",
        "Sun, 06 anF 1994 08:49:37 GMT",
        "Wed, 31 Feb 1994 08:49:37 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 25:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 Nov 1994 08:49:60 GMT",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov -994 08:49:37 GMT",
        "Sun; 06 Nov 1994 08:49:37 GMT",
        "xxx, 00 xxx 0000 00:00:00 GMT",
        "",
      })
  void anythingElseIsWhatTheFormatterSays(String text) {
    Instant expected = null;
    try {
      expected = ZonedDateTime.parse(text, JDK).toInstant();
    } catch (DateTimeException e) {
      assertThrows(DateTimeException.class, () -> HttpDate.parse(text));
    }
    if (expected != null) {
      assertThat(HttpDate.parse(text)).isEqualTo(expected);
    }
  }
}
