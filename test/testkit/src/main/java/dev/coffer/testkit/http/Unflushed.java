package dev.coffer.testkit.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Bytes that wait for those that follow them, so that they arrive together. */
final class Unflushed extends FilterOutputStream {
  Unflushed(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  @Override
  public void flush() {
    // It is flushed with what follows.
  }
}
