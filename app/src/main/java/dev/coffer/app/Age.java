package dev.coffer.app;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time span as it is typed. */
final class Age {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|[smhdw])");

  private Age() {}

  /**
   * Reads {@code 500ms}, {@code 90s}, {@code 30m}, {@code 12h}, {@code 7d}, {@code 2w} or ISO 8601.
   */
  static Duration parse(String text) {
    Matcher form = SHORT.matcher(text);
    if (form.matches()) {
      return unit(form.group(2)).multipliedBy(Long.parseLong(form.group(1)));
    }
    try {
      Duration age = Duration.parse(text);
      if (!age.isNegative()) {
        return age;
      }
    } catch (DateTimeException e) {
      // Told below.
    }
    throw new CommandException(
        ExitCode.USAGE, "no time span: " + text + " (write 90s, 30m, 12h, 7d, 2w or PT1H30M)");
  }

  /** Returns the time that was so long ago; the beginning of all time if it was before that. */
  static Instant ago(String text) {
    Duration age = parse(text);
    Instant now = Instant.now();
    boolean endless = age.compareTo(Duration.between(Instant.MIN, now)) > 0;
    return endless ? Instant.MIN : now.minus(age);
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      default -> Duration.ofDays(7);
    };
  }
}
