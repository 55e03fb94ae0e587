package dev.coffer.testkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/** Passes a few bytes at a time, with a pause before each. */
final class TricklingOutputStream extends OutputStream {
  private final OutputStream out;
  private final Trickle pace;

  TricklingOutputStream(OutputStream out, Trickle pace) {
    this.out = out;
    this.pace = pace;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    for (int done = 0; done < length; done += pace.bytes()) {
      try {
        Thread.sleep(pace.pause().toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("the connection was closed");
      }
      out.write(buffer, offset + done, Math.min(pace.bytes(), length - done));
    }
  }
}
