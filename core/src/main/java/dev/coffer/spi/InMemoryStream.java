package dev.coffer.spi;

import java.io.InputStream;
import java.util.Objects;

/**
 * A stream of bytes of a file that are in memory, for authors of back ends. It holds no resources
 * and need not be closed.
 */
public final class InMemoryStream extends InputStream {
  private final byte[] bytes;
  private final Runnable check;
  private final int end;
  private int position;
  private boolean closed;

  /**
   * Creates a stream.
   *
   * @param bytes the array with the bytes, copied as they are read
   * @param offset the offset of the first byte
   * @param length the number of bytes
   * @param check called before each read; throws if the store is closed or the thread interrupted
   */
  public InMemoryStream(byte[] bytes, int offset, int length, Runnable check) {
    this.bytes = bytes;
    this.position = offset;
    this.end = offset + length;
    this.check = check;
  }

  @Override
  public int read() {
    ensureUsable();
    return position == end ? -1 : bytes[position++] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    ensureUsable();
    if (length > 0 && position == end) {
      return -1;
    }
    int count = Math.min(length, end - position);
    System.arraycopy(bytes, position, buffer, offset, count);
    position += count;
    return count;
  }

  @Override
  public long skip(long count) {
    ensureUsable();
    int skipped = (int) Math.max(0, Math.min(count, end - position));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    ensureUsable();
    return end - position;
  }

  @Override
  public void close() {
    closed = true;
  }

  private void ensureUsable() {
    if (closed) {
      throw new IllegalStateException("the stream is closed");
    }
    check.run();
  }
}
