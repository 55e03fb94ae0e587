package dev.coffer.benchmarks;

import java.io.IOException;
import java.io.InputStream;

/** Streams of any length, in steps of one size for all. */
final class Streams {
  static final int BUFFER = 128 * 1024;

  private Streams() {}

  /** A stream that costs little more than a copy. */
  static InputStream ofLength(long length) {
    byte[] block = new byte[BUFFER];
    for (int i = 0; i < block.length; i++) {
      block[i] = (byte) (i * 31);
    }
    return new Repeated(block, length);
  }

  /** Reads to the end; how many bytes that were. */
  static long drain(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long total = 0;
    int count;
    while ((count = in.read(buffer)) >= 0) {
      total += count;
    }
    return total;
  }

  private static final class Repeated extends InputStream {
    private final byte[] block;
    private long left;

    Repeated(byte[] block, long length) {
      this.block = block;
      this.left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? block[0] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, Math.min(length, block.length));
      System.arraycopy(block, 0, target, offset, count);
      left -= count;
      return count;
    }
  }
}
