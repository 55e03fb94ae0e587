package dev.coffer.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Describes the bytes of a response, as stated in its head. HTTP allows a server to answer a
 * request for part of a file with the whole file, and some caches and gateways answer with another
 * part: such bytes must not be mistaken for the requested ones.
 *
 * @param status the status of the response
 * @param contentRange the header {@code Content-Range}, if there is one
 */
public record PartialResponse(int status, @Nullable String contentRange) {
  private static final int PARTIAL = 206;
  private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d+|\\*)");

  /**
   * Returns the bytes from a position on.
   *
   * @param position counted from the beginning of the file
   * @param body the body of the response; if it is a whole file, the bytes before the position are
   *     skipped on the first read
   * @return a stream that closes the body
   * @throws ProtocolException if the response has other bytes, or does not say which
   */
  public InputStream from(long position, InputStream body) throws ProtocolException {
    if (status != PARTIAL) {
      return position == 0 ? body : new Rest(body, position);
    }
    Matcher range = RANGE.matcher(contentRange == null ? "" : contentRange);
    if (!range.matches()) {
      throw new ProtocolException("the server does not say which part of the file comes");
    }
    long first = Long.parseLong(range.group(1));
    if (first != position || Long.parseLong(range.group(2)) < first) {
      throw new ProtocolException(
          "the server sent another part of the file: "
              + ServerText.shown(contentRange)
              + " instead of the bytes from "
              + position
              + " on");
    }
    return body;
  }

  /**
   * Returns whether the response contains part of the file.
   *
   * @return false for the whole file
   */
  public boolean isPart() {
    return status == PARTIAL;
  }

  /**
   * Returns the size of the whole file, if the response contains part of it.
   *
   * @return the size, empty if the header does not state it, or the response contains the whole
   *     file
   */
  public OptionalLong size() {
    return isPart() ? Http.size(contentRange) : OptionalLong.empty();
  }

  /** A whole file from a position on. */
  private static final class Rest extends FilterInputStream {
    private long before;

    Rest(InputStream whole, long before) {
      super(whole);
      this.before = before;
    }

    @Override
    public int read() throws IOException {
      skip();
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      skip();
      return in.read(buffer, offset, length);
    }

    /** A connection that ends meanwhile is reported as lost. */
    private void skip() throws IOException {
      if (before > 0) {
        in.skipNBytes(before);
        before = 0;
      }
    }
  }
}
