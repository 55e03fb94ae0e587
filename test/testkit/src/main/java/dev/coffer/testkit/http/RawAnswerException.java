package dev.coffer.testkit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An answer that is no message of HTTP, or one without an end, and that goes out as it is. The
 * connection ends with it.
 */
public final class RawAnswerException extends IOException {
  private static final long serialVersionUID = 1;

  private static final byte[] LETTERS = "y".repeat(64 << 10).getBytes(StandardCharsets.US_ASCII);

  private final String start;
  private final byte[] rest;

  private RawAnswerException(String start, byte[] rest) {
    super("the answer goes out as it is");
    this.start = start;
    this.rest = rest;
  }

  /**
   * An answer that never ends.
   *
   * @param start what comes first, with its ends of lines
   * @return goes on with the same letter
   */
  public static RawAnswerException endless(String start) {
    return new RawAnswerException(start, LETTERS);
  }

  /**
   * An answer whose head never ends.
   *
   * @return a success whose headers go on and on
   */
  public static RawAnswerException endlessHead() {
    byte[] headers = "X-More: y\r\n".repeat(4096).getBytes(StandardCharsets.US_ASCII);
    return new RawAnswerException("HTTP/1.1 200 OK\r\n", headers);
  }

  /** Writes until the client has enough. */
  void writeTo(OutputStream out) throws IOException {
    out.write(start.getBytes(StandardCharsets.US_ASCII));
    while (true) {
      out.write(rest);
    }
  }
}
