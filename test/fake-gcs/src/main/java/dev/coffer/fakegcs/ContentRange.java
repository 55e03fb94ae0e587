package dev.coffer.fakegcs;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request of a resumable upload brings.
 *
 * <p>Documentation: {@code performing-resumable-uploads} and {@code resumable-uploads}.
 *
 * @param from the offset of its first byte; nothing when it brings none
 * @param to the offset after its last byte
 * @param total the size of the whole; nothing when it is not known yet
 */
record ContentRange(OptionalLong from, long to, OptionalLong total) {
  /** Where a body ends that comes without any length. */
  private static final long UNKNOWN = Long.MAX_VALUE;

  private static final Pattern FORM =
      Pattern.compile("bytes (?:\\*|(\\d{1,18})-(\\d{1,18}))/(?:\\*|(\\d{1,18}))");

  /** Reads the header. A request without one brings everything. */
  static ContentRange of(Optional<String> header, OptionalLong length) {
    if (header.isEmpty()) {
      return new ContentRange(OptionalLong.of(0), length.orElse(UNKNOWN), length);
    }
    Matcher matcher = FORM.matcher(header.get());
    if (!matcher.matches()) {
      throw Refusal.invalid("Failed to parse Content-Range header: " + header.get());
    }
    OptionalLong from = number(matcher.group(1));
    long to = number(matcher.group(2)).orElse(-1) + 1;
    ContentRange range = new ContentRange(from, to, number(matcher.group(3)));
    boolean backwards = from.isPresent() && from.getAsLong() >= to;
    if (backwards || range.total.orElse(to) < to) {
      throw Refusal.invalid("Invalid Content-Range header: " + header.get());
    }
    return range;
  }

  private static OptionalLong number(@Nullable String digits) {
    return digits == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits));
  }

  /** Refuses a body of another length, and one that ends within a block and is not the last. */
  void check(OptionalLong length) {
    long told = from.isEmpty() ? 0 : to - from.getAsLong();
    if (length.orElse(told) != told) {
      throw Refusal.invalid(
          String.format(
              "Invalid request. The Content-Range header tells of %d bytes, the body has %d.",
              told, length.getAsLong()));
    }
    if (!isLast() && told % ResumableUpload.BLOCK != 0) {
      throw Refusal.invalid(
          String.format(
              "Invalid request. The number of bytes uploaded is required to be a multiple of %d,"
                  + " except for the final request. The received request contained %d bytes, which"
                  + " does not meet this requirement.",
              ResumableUpload.BLOCK, told));
    }
  }

  /** Whether it brings the end of the content. */
  private boolean isLast() {
    return to == UNKNOWN || total.orElse(-1) == to;
  }

  /** Whether so many bytes are the whole content. */
  boolean isWhole(long size) {
    return to == UNKNOWN || total.orElse(-1) == size;
  }
}
