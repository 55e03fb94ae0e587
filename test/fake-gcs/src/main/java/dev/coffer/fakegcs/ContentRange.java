package dev.coffer.fakegcs;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The content range of a request of a resumable upload.
 *
 * <p>Documentation: {@code performing-resumable-uploads} and {@code resumable-uploads}.
 *
 * @param from the offset of its first byte; empty if it has no bytes
 * @param to the offset after its last byte
 * @param total the total size; empty if it is not known yet
 */
record ContentRange(OptionalLong from, long to, OptionalLong total) {
  /** The end of a body of unknown length. */
  private static final long UNKNOWN = Long.MAX_VALUE;

  private static final Pattern FORM =
      Pattern.compile("bytes (?:\\*|(\\d{1,18})-(\\d{1,18}))/(?:\\*|(\\d{1,18}))");

  /** Parses the header. A request without one has the complete content. */
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

  /**
   * Refuses a body of another length, and one that ends within a block although it is not the last.
   */
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

  /** Returns whether the range includes the end of the content. */
  private boolean isLast() {
    return to == UNKNOWN || total.orElse(-1) == to;
  }

  /** Returns whether that many bytes are the complete content. */
  boolean isWhole(long size) {
    return to == UNKNOWN || total.orElse(-1) == size;
  }
}
