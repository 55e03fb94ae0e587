package dev.coffer.agent;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time in the metadata of a conversation, in microseconds. A time without an offset is one of an
 * unknown zone.
 *
 * @param local date and time of day
 * @param offset the difference to UTC, if known
 */
public record ConversationTime(LocalDateTime local, Optional<ZoneOffset> offset) {
  private static final Pattern TEXT =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)(?:[Tt _](\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?)"
              + " ?([Zz]|[+-]\\d\\d(?::?\\d\\d)?)?)?");

  /** A larger number is one of milliseconds. */
  private static final BigDecimal MOST_SECONDS = new BigDecimal("2e10");

  private static final int MOST_DIGITS = 40;
  private static final int LAST_YEAR = 9999;
  private static final int NANO_DIGITS = 9;

  /**
   * Creates a time.
   *
   * @param local date and time of day; what is less than a microsecond is dropped
   * @param offset the difference to UTC, if known
   * @throws IllegalArgumentException if the year is not one from 1 to 9999, which have four digits
   */
  public ConversationTime {
    if (local.getYear() < 1 || local.getYear() > LAST_YEAR) {
      throw new IllegalArgumentException("the year is not one from 1 to 9999");
    }
    local = local.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Returns a moment in UTC.
   *
   * @param instant the moment
   * @return the time
   * @throws IllegalArgumentException if the year is not one from 1 to 9999
   */
  public static ConversationTime of(Instant instant) {
    try {
      LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
      return new ConversationTime(utc, Optional.of(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("the year is not one from 1 to 9999", e);
    }
  }

  /**
   * Reads ISO 8601, with or without an offset.
   *
   * @param text such as {@code 2026-11-30T04:12:16.282682Z}
   * @return the time
   * @throws IllegalArgumentException if it is no such time
   */
  public static ConversationTime parse(String text) {
    Matcher parts = TEXT.matcher(text);
    try {
      if (parts.matches()) {
        return of(parts.group(1), Optional.ofNullable(parts.group(2)), parts.group(3));
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a time of ISO 8601", e);
    }
    throw new IllegalArgumentException("not a time of ISO 8601");
  }

  private static ConversationTime of(String date, Optional<String> time, @Nullable String offset) {
    LocalTime ofDay =
        time.map(text -> LocalTime.parse(text.replace(',', '.'))).orElse(LocalTime.MIN);
    Optional<ZoneOffset> zone =
        Optional.ofNullable(offset).map(text -> ZoneOffset.of(text.replace('z', 'Z')));
    return new ConversationTime(LocalDate.parse(date).atTime(ofDay), zone);
  }

  /** Reads the text of a number of seconds, or of milliseconds, since 1970. */
  static ConversationTime ofNumber(String number) {
    try {
      BigDecimal given = new BigDecimal(number);
      if (given.precision() > MOST_DIGITS || Math.abs(given.scale()) > MOST_DIGITS) {
        throw new IllegalArgumentException("the number is too long for a time");
      }
      boolean millis = given.abs().compareTo(MOST_SECONDS) > 0;
      BigDecimal seconds = millis ? given.movePointLeft(3) : given;
      BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
      long nanos = seconds.subtract(whole).movePointRight(NANO_DIGITS).longValue();
      return of(Instant.ofEpochSecond(whole.longValueExact(), nanos));
    } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
      throw new IllegalArgumentException("not a time in seconds", e);
    }
  }

  /**
   * Returns the moment, if it is known.
   *
   * @return empty for a time without an offset
   */
  public Optional<Instant> instant() {
    return offset.map(local::toInstant);
  }

  /** Returns the form by which the existing server sorts: Python's {@code isoformat}. */
  String isoFormat() {
    return LocalTimes.text(local)
        + offset.map(zone -> zone.equals(ZoneOffset.UTC) ? "+00:00" : zone.getId()).orElse("");
  }

  /**
   * Returns ISO 8601, as the existing server writes it: UTC ends in {@code Z}, a time without an
   * offset in its last digit, of six for a fraction of a second.
   *
   * @return the text
   */
  @Override
  public String toString() {
    return LocalTimes.text(local) + offset.map(ZoneOffset::getId).orElse("");
  }
}
