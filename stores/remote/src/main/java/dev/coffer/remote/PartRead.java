package dev.coffer.remote;

import dev.coffer.spi.LoadedStream;
import java.io.InputStream;

/**
 * The bytes of a part of a file, as a caller gets them: a small part is read whole at once and
 * holds no connection; a large one is a stream that is noticed when nobody closes it.
 */
public final class PartRead {
  private static final int SMALL = 256 << 10;

  private PartRead() {}

  /**
   * Makes the stream for a caller.
   *
   * @param stream gives {@code length} bytes or throws; closed with the result, or by this
   * @param length of the part
   * @param what what it reads, for the warning when nobody closes it
   * @param check called before each read of bytes that are in memory
   * @return closed by the caller
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
      return new LoadedStream(bytes, 0, length, check);
    }
  }
}
