package dev.coffer.remote;

import dev.coffer.spi.InMemoryStream;
import java.io.InputStream;

/**
 * Returns part of a file to a caller: a small part is read whole at once and holds no connection; a
 * large one is a stream that detects that it was never closed.
 */
public final class PartRead {
  private static final int SMALL = 256 << 10;

  private PartRead() {}

  /**
   * Returns the stream for a caller.
   *
   * @param stream returns {@code length} bytes or throws; closed with the result, or by this method
   * @param length the length of the part
   * @param what describes the content, for the warning if the stream is never closed
   * @param check called before each read of bytes that are in memory
   * @return the stream, closed by the caller
   */
  public static InputStream of(ContinuedStream stream, long length, String what, Runnable check) {
    return length <= SMALL ? loaded(stream, (int) length, check) : new WatchedStream(stream, what);
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
