package dev.coffer.testkit.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Delays flushing, so that bytes arrive together with those that follow. */
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
