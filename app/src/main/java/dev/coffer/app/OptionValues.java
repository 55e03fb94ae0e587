package dev.coffer.app;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and sizes that options take. */
final class OptionValues {
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]{1,18})([a-zA-Z]{0,3})");
  private static final Map<String, Long> UNITS =
      Map.of("", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30, "tib", 1L << 40);

  private OptionValues() {}

  /** Returns a number of bytes, such as {@code 4096} or {@code 10MiB}; empty if it is not given. */
  static OptionalLong size(ParsedArguments words, VerbOption option) {
    String text = words.value(option);
    if (text == null) {
      return OptionalLong.empty();
    }
    Matcher parts = NUMBER_AND_UNIT.matcher(text);
    Long unit = parts.matches() ? UNITS.get(parts.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit != null) {
      try {
        return OptionalLong.of(Math.multiplyExact(Long.parseLong(parts.group(1)), unit));
      } catch (ArithmeticException e) {
        // Reported below: more bytes than there can be.
      }
    }
    throw refused(option, text, "a size such as 4096, 64KiB, 10MiB or 2GiB");
  }

  /** Returns a whole number between two; empty if it is not given. */
  static OptionalLong number(ParsedArguments words, VerbOption option, long least, long most) {
    String text = words.value(option);
    if (text == null) {
      return OptionalLong.empty();
    }
    long number = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    if (number < least || number > most) {
      String upTo = most == Long.MAX_VALUE ? "" : " to " + most;
      throw refused(option, text, "a whole number from " + least + upTo);
    }
    return OptionalLong.of(number);
  }

  private static CommandException refused(VerbOption option, String text, String expected) {
    return new CommandException(
        ExitCode.USAGE, option.name() + " takes " + expected + ": '" + text + "'");
  }
}
