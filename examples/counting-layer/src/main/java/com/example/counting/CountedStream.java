package com.example.counting;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;

/** Counts the bytes that a caller reads. */
final class CountedStream extends FilterInputStream {
  private final LongAdder bytes;

  CountedStream(InputStream in, LongAdder bytes) {
    super(in);
    this.bytes = bytes;
  }

  @Override
  public int read() throws IOException {
    int one = in.read();
    bytes.add(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    bytes.add(Math.max(0, read));
    return read;
  }
}
