package dev.coffer.app;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A moment of the past as people write it. A day without a time is its beginning, a time without a
 * day is of today, and without an offset they are those of a clock's zone.
 */
final class Moment {
  /** What is accepted, for messages and help. */
  static final String FORMS =
      "30 minutes ago, 2h ago, yesterday, yesterday 10:00, monday 9:30, 10:00, 2026-11-29,"
          + " 2026-11-29T10:00 or 2026-11-29T10:00:30+01:00";

  private static final Pattern AGO =
      Pattern.compile("(\\d{1,9}|an?) ?([smhdw]|(?:second|minute|min|hour|day|week)s?)(?: ago)?");
  private static final Pattern DAY_AND_TIME =
      Pattern.compile(
          "(?<day>[a-z]+|\\d{4}-\\d\\d-\\d\\d)?"
              + "(?:(?:[t ]|^)(?<time>\\d?\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)"
              + "(?<offset> ?z|[+-]\\d\\d(?::?\\d\\d)?)?)?");
  private static final int SHORT_NAME = 3;

  private final String text;
  private final Clock clock;

  private Moment(String text, Clock clock) {
    this.text = text;
    this.clock = clock;
  }

  /**
   * Reads a moment.
   *
   * @param clock the present time, and the zone of what is written without an offset
   * @throws CommandException if it is none, or is not in the past
   */
  static Instant parse(String text, Clock clock) {
    Moment moment = new Moment(text, clock);
    Instant instant = moment.instant(text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
    if (instant.isAfter(clock.instant())) {
      throw moment.refused("is in the future: " + instant);
    }
    return instant;
  }

  private Instant instant(String words) {
    Matcher ago = AGO.matcher(words);
    if (ago.matches()) {
      return ago(ago.group(1), ago.group(2));
    }
    Matcher parts = DAY_AND_TIME.matcher(words);
    if (words.isEmpty() || !parts.matches()) {
      throw unknown();
    }
    try {
      return instant(parts);
    } catch (DateTimeException e) {
      throw unknown();
    }
  }

  private Instant ago(String count, String unit) {
    String number = count.startsWith("a") ? "1" : count;
    return clock.instant().minus(Age.parse(number + unit.charAt(0)));
  }

  private Instant instant(Matcher parts) {
    ZoneId zone = zone(parts.group("offset"));
    LocalDate day = day(parts.group("day"), zone);
    String time = parts.group("time");
    return time == null
        ? day.atStartOfDay(zone).toInstant()
        : instant(day.atTime(LocalTime.parse(time.indexOf(':') == 1 ? "0" + time : time)), zone);
  }

  private ZoneId zone(@Nullable String offset) {
    return offset == null
        ? clock.getZone()
        : ZoneOffset.of(offset.strip().toUpperCase(Locale.ROOT));
  }

  private LocalDate day(@Nullable String day, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    if (day == null || day.equals("today")) {
      return today;
    }
    if (day.equals("yesterday")) {
      return today.minusDays(1);
    }
    for (DayOfWeek weekday : DayOfWeek.values()) {
      String name = weekday.name().toLowerCase(Locale.ROOT);
      if (day.equals(name) || day.equals(name.substring(0, SHORT_NAME))) {
        return today.with(TemporalAdjusters.previous(weekday));
      }
    }
    return LocalDate.parse(day);
  }

  /** A clock that is turned leaves out an hour, or has it twice. */
  private Instant instant(LocalDateTime local, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      throw refused("did not exist: clocks were turned forward in " + zone);
    }
    if (offsets.size() > 1) {
      throw refused(
          "was there twice, since clocks were turned back in "
              + zone
              + ": write "
              + local.atOffset(offsets.get(0))
              + " or "
              + local.atOffset(offsets.get(1)));
    }
    return local.toInstant(offsets.get(0));
  }

  private CommandException unknown() {
    return new CommandException(ExitCode.USAGE, "no time: '" + text + "' (write " + FORMS + ")");
  }

  private CommandException refused(String reason) {
    return new CommandException(ExitCode.USAGE, "the time '" + text + "' " + reason);
  }
}
