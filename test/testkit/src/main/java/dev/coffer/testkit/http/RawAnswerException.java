package dev.coffer.testkit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Thrown to send a response as it is, which is not an HTTP message or never ends. The connection
 * ends with it.
 */
public final class RawAnswerException extends IOException {
  private static final long serialVersionUID = 1;

  private static final byte[] LETTERS = "y".repeat(64 << 10).getBytes(StandardCharsets.US_ASCII);

  private final String start;
  private final byte[] rest;

  private RawAnswerException(String start, byte[] rest) {
    super("the response is sent as it is");
    this.start = start;
    this.rest = rest;
  }

  /**
   * Returns a response that never ends.
   *
   * @param start the beginning of the response, with its line ends
   * @return a response that continues with the same letter
   */
  public static RawAnswerException endless(String start) {
    return new RawAnswerException(start, LETTERS);
  }

  /**
   * Returns a response whose head never ends.
   *
   * @return a success with endless headers
   */
  public static RawAnswerException endlessHead() {
    byte[] headers = "X-More: y\r\n".repeat(4096).getBytes(StandardCharsets.US_ASCII);
    return new RawAnswerException("HTTP/1.1 200 OK\r\n", headers);
  }

  /** Writes until the client gives up. */
  void writeTo(OutputStream out) throws IOException {
    out.write(start.getBytes(StandardCharsets.US_ASCII));
    while (true) {
      out.write(rest);
    }
  }
}
