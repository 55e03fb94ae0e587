package dev.coffer.local;

import dev.coffer.io.BlockInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * The bytes of a part of a file, from one channel that is its own. A file that another program
 * changes in place meanwhile ends with an error, never as if it were whole; a file that grows does
 * not change these bytes.
 */
final class FileStream extends BlockInputStream {
  /** Larger pieces gain nothing, and the JDK copies each through memory outside of the heap. */
  private static final int MOST_AT_ONCE = 128 << 10;

  private final FileChannel channel;
  private final LocalErrors problems;
  private final String path;
  private final Runnable ensureOpen;
  private final BooleanSupplier isRewritten;
  private final long whole;
  private long left;
  private boolean changed;

  private boolean closed;

  FileStream(
      FileChannel channel,
      long offset,
      long length,
      String path,
      LocalErrors problems,
      Runnable ensureOpen,
      BooleanSupplier isRewritten)
      throws IOException {
    this.channel = channel;
    this.path = path;
    this.problems = problems;
    this.ensureOpen = ensureOpen;
    this.isRewritten = isRewritten;
    this.whole = length;
    this.left = length;
    if (offset > 0) {
      channel.position(offset);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    ensureUsable();
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    int most = (int) Math.min(left, Math.min(length, MOST_AT_ONCE));
    try {
      int read = channel.read(ByteBuffer.wrap(buffer, offset, most));
      left -= Math.max(0, read);
      // What one system call returns is consistent in itself and is not checked again.
      changed = read < 0 || (left == 0 && read < whole && isRewritten.getAsBoolean());
      ensureUnchanged();
      return read;
    } catch (IOException e) {
      throw problems.translate("read", path, e);
    }
  }

  private void ensureUnchanged() {
    if (changed) {
      throw problems.changed("read", path, whole - left, whole);
    }
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    byte[] buffer = new byte[(int) Math.max(1, Math.min(left, MOST_AT_ONCE))];
    long transferred = 0;
    for (int read = read(buffer, 0, buffer.length);
        read >= 0;
        read = read(buffer, 0, buffer.length)) {
      out.write(buffer, 0, read);
      transferred += read;
    }
    return transferred;
  }

  @Override
  public long skip(long count) throws IOException {
    ensureUsable();
    long skipped = Math.max(0, Math.min(count, left));
    channel.position(channel.position() + skipped);
    left -= skipped;
    return skipped;
  }

  @Override
  public int available() {
    ensureUsable();
    return (int) Math.min(left, Integer.MAX_VALUE);
  }

  private void ensureUsable() {
    if (closed) {
      throw new IllegalStateException("the stream is closed");
    }
    ensureOpen.run();
    ensureUnchanged();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    channel.close();
  }
}
