package dev.coffer.fakegcs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of the content that a reader requests.
 *
 * <p>Documentation: {@code json_api/v1/parameters#range}, {@code xml-api/reference-headers#range}.
 */
record ByteRange(long from, long length) {
  private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** Parses the header. Anything but a single range is ignored, as HTTP specifies. */
  static Optional<ByteRange> of(String header, long size) {
    Matcher matcher = FORM.matcher(header);
    if (!matcher.matches() || header.equals("bytes=-")) {
      return Optional.empty();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    long from = first.isEmpty() ? Math.max(0, size - Long.parseLong(last)) : Long.parseLong(first);
    long end = first.isEmpty() || last.isEmpty() ? size : Math.min(size, Long.parseLong(last) + 1);
    if (from >= size) {
      throw Refusal.rangeNotSatisfiable();
    }
    return end <= from ? Optional.empty() : Optional.of(new ByteRange(from, end - from));
  }

  String contentRange(long size) {
    return "bytes " + from + "-" + (from + length - 1) + "/" + size;
  }
}
