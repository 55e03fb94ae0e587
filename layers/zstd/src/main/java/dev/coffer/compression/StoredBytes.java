package dev.coffer.compression;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a stored file, of which some can be seen before they are read. */
final class StoredBytes {
  /** The most that can be seen ahead. */
  static final int MOST_AHEAD = 16 << 10;

  private final InputStream in;
  private byte[] buffer = new byte[64];
  private int position;
  private int end;

  StoredBytes(InputStream in) {
    this.in = in;
  }

  /** Returns the next bytes without reading them; fewer if the file ends before. */
  byte[] peek(int length) throws IOException {
    require(length);
    int count = Math.min(length, end - position);
    byte[] ahead = new byte[count];
    System.arraycopy(buffer, position, ahead, 0, count);
    return ahead;
  }

  /** Makes bytes available in the buffer, as far as there are any. */
  private void require(int length) throws IOException {
    if (end - position >= length) {
      return;
    }
    byte[] target = buffer.length < length ? new byte[MOST_AHEAD] : buffer;
    System.arraycopy(buffer, position, target, 0, end - position);
    end -= position;
    position = 0;
    buffer = target;
    while (end < length) {
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) {
        return;
      }
      end += read;
    }
  }

  /** Reads bytes. */
  void read(byte[] target, int offset, int length) throws IOException {
    int buffered = Math.min(length, end - position);
    System.arraycopy(buffer, position, target, offset, buffered);
    position += buffered;
    int rest = length - buffered;
    if (rest > 0 && rest < MOST_AHEAD && buffer.length == MOST_AHEAD) {
      require(rest);
      if (end < rest) {
        throw cut();
      }
      read(target, offset + buffered, rest);
    } else if (rest > 0 && in.readNBytes(target, offset + buffered, rest) < rest) {
      throw cut();
    }
  }

  private static CorruptFramesException cut() {
    return new CorruptFramesException("it ends too early");
  }

  void skip(int length) throws IOException {
    read(new byte[length], 0, length);
  }

  /**
   * Returns all bytes that were not read, as a stream that closes the one below.
   *
   * @param check called before bytes are given that the stream below does not have any more
   */
  InputStream rest(Runnable check) {
    return position == end ? in : new AheadStream(buffer, position, end, in, check);
  }
}
