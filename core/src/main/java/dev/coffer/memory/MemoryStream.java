package dev.coffer.memory;

import java.io.InputStream;
import java.util.Objects;

/** Reads a part of stored bytes, copying them. */
final class MemoryStream extends InputStream {
  private final byte[] bytes;
  private final Runnable checkpoint;
  private final int end;
  private int position;
  private boolean closed;

  MemoryStream(byte[] bytes, int offset, int length, Runnable checkpoint) {
    this.bytes = bytes;
    this.position = offset;
    this.end = offset + length;
    this.checkpoint = checkpoint;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    ensureOpen();
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    if (position == end) {
      return -1;
    }
    int count = Math.min(length, end - position);
    System.arraycopy(bytes, position, buffer, offset, count);
    position += count;
    return count;
  }

  @Override
  public long skip(long count) {
    ensureOpen();
    int skipped = (int) Math.max(0, Math.min(count, end - position));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    ensureOpen();
    return end - position;
  }

  @Override
  public void close() {
    closed = true;
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the stream is closed");
    }
    checkpoint.run();
  }
}
