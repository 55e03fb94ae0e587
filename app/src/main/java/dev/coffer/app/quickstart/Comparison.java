package dev.coffer.app.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Takes the bytes that should be and reads the ones that are beside them. */
final class Comparison extends OutputStream {
  private final InputStream actual;
  private boolean equal = true;

  Comparison(InputStream actual) {
    this.actual = actual;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] expected, int offset, int length) throws IOException {
    byte[] read = actual.readNBytes(length);
    equal &= Arrays.equals(expected, offset, offset + length, read, 0, read.length);
  }

  /** Whether all was equal and nothing is left. */
  boolean isEqual() throws IOException {
    return equal && actual.read() < 0;
  }
}
