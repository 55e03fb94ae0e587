package dev.coffer.testkit.http;

import dev.coffer.io.BlockInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/**
 * The body of a request, which ends where the request ends. Sends 100 Continue to clients that wait
 * for it.
 */
final class RequestBody extends BlockInputStream {
  private static final byte[] LEAVE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final InputStream in;
  private final OutputStream client;
  private final boolean chunked;
  private boolean waiting;
  private boolean ended;

  /** The number of bytes before the next chunk marker or the end. */
  private long left;

  RequestBody(HttpHead head, InputStream in, OutputStream client) throws IOException {
    this.in = in;
    this.client = client;
    this.chunked = head.isChunked();
    this.waiting = head.expectsContinue();
    this.left = chunked ? 0 : head.contentLength(0);
    this.ended = !chunked && left == 0;
  }

  /**
   * Returns whether the client still waits for 100 Continue, and will not send the body if it
   * receives a response first.
   */
  boolean isAwaited() {
    return waiting && !ended;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (!begins() || length == 0) {
      return ended ? -1 : 0;
    }
    int read = in.read(bytes, offset, (int) Math.min(left, length));
    if (read < 0) {
      throw new EOFException("the connection ended within a body");
    }
    left -= read;
    if (left == 0 && chunked) {
      readLine(); // the line end after a chunk
    }
    ended = left == 0 && !chunked;
    return read;
  }

  /** Advances to the next bytes; returns false at the end. */
  private boolean begins() throws IOException {
    if (isAwaited()) {
      client.write(LEAVE);
      client.flush();
    }
    waiting = false;
    if (left == 0 && !ended) {
      readMark();
    }
    return !ended;
  }

  private void readMark() throws IOException {
    String size = readLine().split(";", 2)[0].strip();
    try {
      left = Long.parseLong(size, 16);
    } catch (NumberFormatException e) {
      throw new ProtocolException("not the size of a chunk: " + size);
    }
    if (left == 0) {
      String line;
      do {
        line = readLine(); // headers after the body
      } while (!line.isEmpty());
      ended = true;
    }
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.length() > 8192) {
        throw new EOFException("the connection ended within a body");
      }
      line.append((char) b);
    }
    return line.toString().stripTrailing();
  }
}
