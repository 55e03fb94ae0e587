package dev.coffer.testkit;

import dev.coffer.testkit.http.HttpHead;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/**
 * The body of an HTTP/1.1 message as sent, including the markers of its chunks. It ends where the
 * message ends, and the connection can be reused.
 */
final class HttpBody {
  /** The length of a body that only its chunks or the end of the connection determine. */
  private static final long UNKNOWN = -1;

  private static final int BUFFER_SIZE = 64 << 10;

  private final InputStream in;
  private final long length;
  private final boolean chunked;
  private long left;
  private boolean ended;

  private HttpBody(InputStream in, long length, boolean chunked) {
    this.in = in;
    this.length = length;
    this.chunked = chunked;
    this.left = chunked ? 0 : length;
    this.ended = length == 0;
  }

  static HttpBody ofRequest(HttpHead head, InputStream in) throws IOException {
    return head.isChunked()
        ? new HttpBody(in, UNKNOWN, true)
        : new HttpBody(in, head.contentLength(0), false);
  }

  static HttpBody ofAnswer(HttpHead head, ProxiedRequest request, InputStream in)
      throws IOException {
    int status = head.status();
    if (request.method().equals("HEAD") || status < 200 || status == 204 || status == 304) {
      return new HttpBody(in, 0, false);
    }
    return head.isChunked()
        ? new HttpBody(in, UNKNOWN, true)
        : new HttpBody(in, head.contentLength(UNKNOWN), false);
  }

  private boolean isEmpty() {
    return length == 0;
  }

  /** Returns whether only the end of the connection ends the body. */
  boolean endsWithConnection() {
    return length == UNKNOWN && !chunked;
  }

  /** Passes the body to its end. */
  void pass(OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER_SIZE];
    for (int read = read(buffer); read >= 0; read = read(buffer)) {
      to.write(buffer, 0, read);
    }
  }

  /** Passes the head and half of the body, or half of the head if there is no body. */
  void passHalf(HttpHead head, OutputStream to) throws IOException {
    if (isEmpty()) {
      head.passHalf(to);
    } else {
      head.pass(to);
      passHalf(to);
    }
  }

  /** Passes half of the body; if its length is not known, half of the first piece. */
  private void passHalf(OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER_SIZE];
    int read = read(buffer);
    if (chunked && !ended) {
      to.write(buffer, 0, read);
      read = read(buffer);
    }
    long half = length == UNKNOWN ? Math.max(0, read) / 2 : length / 2;
    while (half > 0 && read > 0) {
      int piece = (int) Math.min(half, read);
      to.write(buffer, 0, piece);
      half -= piece;
      read = half == 0 ? -1 : read(buffer);
    }
  }

  /**
   * Reads a piece of the message.
   *
   * @return the number of bytes; -1 at the end
   * @throws EOFException if the connection ends before the message
   */
  private int read(byte[] buffer) throws IOException {
    if (ended) {
      return -1;
    }
    if (chunked && left == 0) {
      return readMark(buffer);
    }
    int most = left == UNKNOWN ? buffer.length : (int) Math.min(left, buffer.length);
    int read = in.read(buffer, 0, most);
    if (read < 0) {
      ended = true;
      if (endsWithConnection()) {
        return -1;
      }
      throw new EOFException("the connection ended within a body");
    }
    if (left != UNKNOWN) {
      left -= read;
      ended = left == 0 && !chunked;
    }
    return read;
  }

  /** Reads the line with the size of the next chunk; after the last chunk, all lines to the end. */
  private int readMark(byte[] buffer) throws IOException {
    int size = readLine(buffer, 0);
    String line = new String(buffer, 0, size, StandardCharsets.ISO_8859_1).split(";", 2)[0].strip();
    try {
      left = Long.parseLong(line, 16);
    } catch (NumberFormatException e) {
      throw new ProtocolException("not the size of a chunk: " + line);
    }
    if (left > 0) {
      left += 2; // the line end after the chunk
      return size;
    }
    for (int from = size; ; from = size) {
      size += readLine(buffer, size);
      if (size - from <= 2) {
        ended = true;
        return size;
      }
    }
  }

  private int readLine(byte[] buffer, int from) throws IOException {
    for (int at = from; at < buffer.length; at++) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("the connection ended within a body");
      }
      buffer[at] = (byte) b;
      if (b == '\n') {
        return at - from + 1;
      }
    }
    throw new ProtocolException("a line that does not end");
  }
}
