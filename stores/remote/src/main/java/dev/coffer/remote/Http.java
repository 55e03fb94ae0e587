package dev.coffer.remote;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes and parses HTTP headers. */
public final class Http {
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (?:\\d+-\\d+|\\*)/(\\d{1,18})");

  private Http() {}

  /**
   * Returns a range for part of a file.
   *
   * @param offset the position of the first byte
   * @param length the maximum number of bytes, at least 1
   * @return the value of the header {@code Range}
   */
  public static String range(long offset, long length) {
    boolean bounded = length < Long.MAX_VALUE - offset;
    return "bytes=" + offset + "-" + (bounded ? offset + length - 1 : "");
  }

  /**
   * Returns the size of the whole file from the response to a request for part of it.
   *
   * @param contentRange the header {@code Content-Range}, if there is one
   * @return the size, empty if the header does not state it
   */
  public static OptionalLong size(@Nullable String contentRange) {
    Matcher range = CONTENT_RANGE.matcher(contentRange == null ? "" : contentRange);
    return range.matches() ? OptionalLong.of(Long.parseLong(range.group(1))) : OptionalLong.empty();
  }

  /**
   * Parses a date.
   *
   * @param header in the format of RFC 1123, if there is one
   * @return the date, empty if it is not valid
   */
  public static Optional<Instant> date(@Nullable String header) {
    try {
      return Optional.ofNullable(header).map(HttpDate::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
