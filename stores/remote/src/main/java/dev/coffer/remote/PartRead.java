package dev.coffer.remote;

import dev.coffer.ErrorContext;
import dev.coffer.spi.InMemoryStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Returns part of a file to a caller: a small part is read whole at once and holds no connection; a
 * large one is a stream that detects that it was never closed. Either continues after a lost
 * connection.
 */
public final class PartRead {
  private static final int SMALL = 256 << 10;

  private PartRead() {}

  /**
   * Opens a part of the version that an origin reads; no request is made for an empty part.
   *
   * @param origin opens the first connection too
   * @param offset the first byte, counted from the beginning of the file
   * @param length the number of bytes
   * @return the stream, closed by the caller
   * @throws ReplacedException if the file no longer has this version
   * @throws IOException if the connection is lost; {@link ContinuedStream.Origin#failure}
   *     translates it
   */
  public static InputStream open(ContinuedStream.Origin origin, long offset, long length)
      throws IOException {
    return length == 0
        ? new InMemoryStream(new byte[0], 0, 0, origin::check)
        : of(origin, origin.open(offset, length), offset, length);
  }

  /**
   * Returns the part whose first connection is already open.
   *
   * @param origin provides the rest if the connection is lost
   * @param connection provides the bytes from {@code offset} on; closed with the result, or by this
   *     method
   * @param offset the first byte, counted from the beginning of the file
   * @param length the number of bytes
   * @return the stream, closed by the caller
   */
  public static InputStream of(
      ContinuedStream.Origin origin, InputStream connection, long offset, long length) {
    ContinuedStream stream = new ContinuedStream(origin, connection, offset, length);
    if (length <= SMALL) {
      return loaded(stream, (int) length, origin::check);
    }
    ErrorContext context = origin.context();
    return new WatchedStream(stream, context.path() + " on " + context.store());
  }

  private static InputStream loaded(ContinuedStream stream, int length, Runnable check) {
    try (stream) { // it gives its connection back also where there is no memory for its bytes
      byte[] bytes = new byte[length];
      int filled = 0;
      do {
        filled += stream.read(bytes, filled, length - filled);
      } while (filled < length);
      return new InMemoryStream(bytes, 0, length, check);
    }
  }
}
