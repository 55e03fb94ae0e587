package dev.coffer.testkit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a body of unknown length. */
final class ChunkedOutputStream extends OutputStream {
  private final OutputStream out;

  ChunkedOutputStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b});
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > 0) {
      line(Integer.toHexString(length));
      out.write(bytes, offset, length);
      line("");
    }
  }

  /** Ends the body; the stream below stays open. */
  void end() throws IOException {
    line("0");
    line("");
  }

  private void line(String text) throws IOException {
    out.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }
}
