package dev.coffer.remote;

import java.io.InputStream;
import java.util.Objects;

/** The bytes of a small file, read whole before they are asked for, so that they hold nothing. */
public final class LoadedStream extends InputStream {
  private final byte[] bytes;
  private final Runnable check;
  private int position;
  private boolean closed;

  /**
   * Makes a stream.
   *
   * @param bytes all that it gives; not copied
   * @param check called before each read; throws when the store is closed or the thread interrupted
   */
  public LoadedStream(byte[] bytes, Runnable check) {
    this.bytes = bytes;
    this.check = check;
  }

  @Override
  public int read() {
    ensureUsable();
    return position == bytes.length ? -1 : bytes[position++] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    ensureUsable();
    if (length > 0 && position == bytes.length) {
      return -1;
    }
    int count = Math.min(length, bytes.length - position);
    System.arraycopy(bytes, position, buffer, offset, count);
    position += count;
    return count;
  }

  @Override
  public long skip(long count) {
    ensureUsable();
    int skipped = (int) Math.max(0, Math.min(count, bytes.length - position));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    ensureUsable();
    return bytes.length - position;
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
