package dev.coffer.app;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output that throws if it cannot be written, where {@link System#out} is silent. Each
 * line is visible at once, also to a program that reads it; other bytes are when they are flushed.
 * Text is UTF-8. Not for use by several threads.
 */
final class StandardOutput extends OutputStream {
  private static final int BUFFER_SIZE = 32 << 10;

  private final OutputStream out;

  StandardOutput(OutputStream out) {
    this.out = new BufferedOutputStream(out, BUFFER_SIZE);
  }

  void println(String line) {
    write((line + "\n").getBytes(StandardCharsets.UTF_8));
    flush();
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b});
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new OutputException(e);
    }
  }

  @Override
  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new OutputException(e);
    }
  }
}
