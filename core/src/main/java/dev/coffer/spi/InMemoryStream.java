package dev.coffer.spi;

import java.io.InputStream;
import java.util.Objects;

/**
 * The bytes of a part of a file that are in memory, for authors of back ends. It holds nothing that
 * must be closed.
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
   * @param bytes where they are; copied as they are read
   * @param offset of the first
   * @param length how many
   * @param check called before each read; throws when the store is closed or the thread interrupted
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
