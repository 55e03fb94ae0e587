package dev.coffer.compression;

import java.io.OutputStream;

/** Counts bytes and drops them. */
final class CountedBytes extends OutputStream {
  private long count;

  long count() {
    return count;
  }

  @Override
  public void write(int b) {
    count++;
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    count += length;
  }
}
