package dev.coffer.remote;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What headers of HTTP say. */
public final class Http {
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (?:\\d+-\\d+|\\*)/(\\d{1,18})");

  private Http() {}

  /**
   * Asks for a part of a file.
   *
   * @param offset of the first byte
   * @param length how many at most, at least 1
   * @return for the header {@code Range}
   */
  public static String range(long offset, long length) {
    boolean bounded = length < Long.MAX_VALUE - offset;
    return "bytes=" + offset + "-" + (bounded ? offset + length - 1 : "");
  }

  /**
   * The size of a whole file of which a part comes.
   *
   * @param contentRange the header {@code Content-Range}, if there is one
   * @return nothing when it does not tell
   */
  public static OptionalLong size(@Nullable String contentRange) {
    Matcher range = CONTENT_RANGE.matcher(contentRange == null ? "" : contentRange);
    return range.matches() ? OptionalLong.of(Long.parseLong(range.group(1))) : OptionalLong.empty();
  }

  /**
   * Reads a date.
   *
   * @param header as RFC 1123 has it, if there is one
   * @return nothing when it is none
   */
  public static Optional<Instant> date(@Nullable String header) {
    try {
      return Optional.ofNullable(header).map(HttpDate::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
