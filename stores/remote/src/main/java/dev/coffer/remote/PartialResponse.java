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
 * What the head of an answer says of the bytes that come with it. HTTP lets a server answer a
 * request for a part of a file with the whole file, and some caches and gateways answer with
 * another part: their bytes must not be taken for those that were asked for.
 *
 * @param status of the answer
 * @param contentRange the header {@code Content-Range}, if there is one
 */
public record PartialResponse(int status, @Nullable String contentRange) {
  private static final int PARTIAL = 206;
  private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d+|\\*)");

  /**
   * The bytes from a position on.
   *
   * @param position counted from the beginning of the file
   * @param body what comes with the head; of a whole file the bytes before the position are read
   *     and dropped when the first byte is wanted
   * @return closes the body
   * @throws ProtocolException when other bytes come, or nobody knows which
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
          "the server gives another part of the file: "
              + ServerText.shown(contentRange)
              + " in place of the bytes from "
              + position
              + " on");
    }
    return body;
  }

  /**
   * Whether a part of the file comes.
   *
   * @return false for the whole file
   */
  public boolean isPart() {
    return status == PARTIAL;
  }

  /**
   * The size of the whole file, when a part of it comes.
   *
   * @return nothing when the header does not tell, or the whole file comes
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

    /** A connection that ends meanwhile is lost, and is told as such. */
    private void skip() throws IOException {
      if (before > 0) {
        in.skipNBytes(before);
        before = 0;
      }
    }
  }
}
