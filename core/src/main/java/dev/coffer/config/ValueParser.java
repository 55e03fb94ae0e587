package dev.coffer.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the texts of typed options. What cannot be read is an {@link IllegalArgumentException}
 * whose message says what is expected.
 */
final class ValueParser {
  private static final Set<String> TRUE = Set.of("true", "1", "yes", "on");
  private static final Set<String> FALSE = Set.of("false", "0", "no", "off");
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]{1,19})([a-zA-Z]{0,3})");
  private static final Map<String, Long> BYTES =
      Map.of("", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30, "tib", 1L << 40);
  private static final Map<String, Duration> TIMES =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  /** A clock of nanoseconds must be able to count it, and still a few added to it. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private ValueParser() {}

  static boolean flag(String text) {
    String word = lower(text);
    if (!TRUE.contains(word) && !FALSE.contains(word)) {
      throw new IllegalArgumentException("true, 1, yes, on, or false, 0, no, off");
    }
    return TRUE.contains(word);
  }

  static int integer(String text) {
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below: the same error as for a negative number.
    }
    throw new IllegalArgumentException("a whole number from 0 to " + Integer.MAX_VALUE);
  }

  static long size(String text) {
    Matcher parts = NUMBER_AND_UNIT.matcher(text.strip());
    Long unit = parts.matches() ? BYTES.get(lower(parts.group(2))) : null;
    if (unit != null) {
      try {
        return Math.multiplyExact(Long.parseLong(parts.group(1)), unit);
      } catch (ArithmeticException | NumberFormatException e) {
        // Said below: more bytes than there can be.
      }
    }
    throw new IllegalArgumentException("a size such as 4096, 64KiB, 1MiB, 2GiB or 1TiB");
  }

  static Duration duration(String text) {
    String word = text.strip();
    Matcher parts = NUMBER_AND_UNIT.matcher(word);
    try {
      Duration unit = parts.matches() ? TIMES.get(lower(parts.group(2))) : null;
      Duration time =
          unit == null ? Duration.parse(word) : unit.multipliedBy(Long.parseLong(parts.group(1)));
      if (!time.isNegative() && time.compareTo(LONGEST) <= 0) {
        return time;
      }
    } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
      // Said below: no duration, or one beyond all counting.
    }
    throw new IllegalArgumentException(
        "a duration such as 100ms, 5s, 10m, 2h, 7d or PT1M30S, of at most 36500d");
  }

  /** The words of a list that is separated by commas, in the order given; empty ones are none. */
  static List<String> words(String list) {
    return Stream.of(list.split(",", -1))
        .map(ValueParser::lower)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  static String lower(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
