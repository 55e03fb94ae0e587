package dev.coffer.remote;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * How much of an answer is held in memory. A server decides how long its answers are, and one that
 * never ends a line, a head or the text of a refusal must not take the memory of the process.
 */
public final class ResponseLimits {
  /** The most bytes of a line of a head, many times what services allow for metadata. */
  public static final int LONGEST_LINE = 64 << 10;

  /** The most lines of a head. */
  public static final int MOST_HEADERS = 500;

  /** The most bytes of the body of a refusal. */
  public static final int LARGEST_REFUSAL = 64 << 10;

  private ResponseLimits() {}

  /**
   * Reads a body that will be held in memory.
   *
   * @param body read to its end, or to the limit
   * @param most bytes that may come
   * @return all its bytes
   * @throws OversizedResponseException if more come
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
   * @param most bytes that may come
   * @param connection closed if more come: a body that is closed may be read to its end
   * @return fails with an {@link OversizedResponseException} if more come
   */
  public static InputStream limited(InputStream body, long most, Closeable connection) {
    return new Limited(body, most, connection);
  }

  /** Counts what is read. */
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
