package dev.coffer.compression;

import dev.coffer.io.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of which some bytes have been read ahead. */
final class AheadStream extends BlockInputStream {
  private final byte[] ahead;
  private final int end;
  private final InputStream in;
  private final Runnable check;
  private int position;

  AheadStream(byte[] ahead, int position, int end, InputStream in, Runnable check) {
    this.ahead = ahead;
    this.position = position;
    this.end = end;
    this.in = in;
    this.check = check;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (position == end) {
      return in.read(target, offset, length);
    }
    check.run();
    int count = Math.min(length, end - position);
    System.arraycopy(ahead, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() throws IOException {
    return end - position + in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
