package dev.coffer.remote;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Limits how much of a response is held in memory. A server determines the length of its responses,
 * and one that never ends a line, a head or an error body must not exhaust the memory of the
 * process.
 */
public final class ResponseLimits {
  /**
   * The maximum length of a line of a head in bytes, many times what services allow for metadata.
   */
  public static final int LONGEST_LINE = 64 << 10;

  /** The maximum number of lines of a head. */
  public static final int MOST_HEADERS = 500;

  /** The maximum length of an error body in bytes. */
  public static final int LARGEST_REFUSAL = 64 << 10;

  private ResponseLimits() {}

  /**
   * Reads a body that will be held in memory.
   *
   * @param body read to its end, or to the limit
   * @param most the maximum number of bytes
   * @return its bytes
   * @throws OversizedResponseException if it is longer
   * @throws IOException if it cannot be read
   */
  public static byte[] whole(InputStream body, int most) throws IOException {
    byte[] bytes = body.readNBytes(most + 1);
    if (bytes.length > most) {
      throw new OversizedResponseException("body");
    }
    return bytes;
  }

  /**
   * Limits a body that will be held in memory.
   *
   * @param body closed with the stream that is returned
   * @param most the maximum number of bytes
   * @param connection closed if the body is longer, since closing a body may read it to its end
   * @return a stream that throws an {@link OversizedResponseException} if the body is longer
   */
  public static InputStream limited(InputStream body, long most, Closeable connection) {
    return new Limited(body, most, connection);
  }

  /** Counts the bytes read. */
  private static final class Limited extends FilterInputStream {
    private final Closeable connection;
    private long left;

    Limited(InputStream body, long most, Closeable connection) {
      super(body);
      this.left = most;
      this.connection = connection;
    }

    @Override
    public int read() throws IOException {
      int one = in.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int read) throws IOException {
      left -= read;
      if (left < 0) {
        connection.close();
        throw new OversizedResponseException("body");
      }
    }
  }
}
