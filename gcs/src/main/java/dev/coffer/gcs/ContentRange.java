package dev.coffer.gcs;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of a file an answer says that it has.
 *
 * @param start the first
 * @param end the last
 * @param size of the whole file, if it is told
 */
record ContentRange(long start, long end, OptionalLong size) {
  private static final Pattern RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

  /** Reads the header of an answer with a part. */
  static ContentRange of(@Nullable String header) throws Resource.UnusableException {
    Matcher range = RANGE.matcher(header == null ? "" : header);
    if (!range.matches()) {
      throw new Resource.UnusableException("it does not say which bytes of the file it has", null);
    }
    String size = range.group(3);
    return new ContentRange(
        Long.parseLong(range.group(1)),
        Long.parseLong(range.group(2)),
        size.equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(size)));
  }

  /** Refuses an answer that begins with another byte than the one asked for, or has more. */
  void check(long offset, long length) throws Resource.UnusableException {
    if (start != offset || end < start || end - start >= length || size.orElse(end + 1) <= end) {
      throw new Resource.UnusableException(
          "it has the bytes " + start + " to " + end + ", which were not asked for", null);
    }
  }
}
