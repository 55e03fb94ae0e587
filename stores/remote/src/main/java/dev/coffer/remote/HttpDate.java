package dev.coffer.remote;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * A date in a header, {@code Sun, 06 Nov 1994 08:49:37 GMT} (RFC 9110, section 5.6.7). Each answer
 * with a file has one, and the JDK's formatter took a tenth of the time that a small read takes. So
 * the usual form is read by its places; whatever differs from it is left to the formatter.
 */
final class HttpDate {
  private static final String USUAL = "xxx, 00 xxx 0000 00:00:00 GMT";
  private static final String DAYS = "MonTueWedThuFriSatSun";
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int NAME = 3;

  private HttpDate() {}

  /**
   * Reads a date.
   *
   * @throws DateTimeException when it is none
   */
  static Instant parse(String text) {
    if (isUsual(text)) {
      try {
        LocalDate date =
            LocalDate.of(number(text, 12, 16), month(text.substring(8, 11)), number(text, 5, 7));
        LocalTime time =
            LocalTime.of(number(text, 17, 19), number(text, 20, 22), number(text, 23, 25));
        if (DAYS.startsWith(text.substring(0, 3), NAME * (date.getDayOfWeek().getValue() - 1))) {
          return date.atTime(time).toInstant(ZoneOffset.UTC);
        }
      } catch (DateTimeException e) {
        // The formatter says what it is, or why it is none.
      }
    }
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  /** Digits and separators are in their places; names are looked up later. */
  private static boolean isUsual(String text) {
    if (text.length() != USUAL.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char form = USUAL.charAt(i);
      char found = text.charAt(i);
      boolean fits =
          switch (form) {
            case 'x' -> true;
            case '0' -> found >= '0' && found <= '9';
            default -> found == form;
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }

  /** 0, which is no month, for another word. */
  private static int month(String name) {
    int at = MONTHS.indexOf(name);
    return at % NAME == 0 ? at / NAME + 1 : 0;
  }
}
