package dev.coffer;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Pushes bytes into a file: {@code store.write("a.json", out -> mapper.writeValue(out, event))}.
 */
@FunctionalInterface
public interface ContentWriter {
  /**
   * Writes all bytes.
   *
   * @param out receives the bytes; need not be closed, and closing it has no effect
   * @throws IOException if the source of the bytes fails; then nothing is published
   */
  void writeTo(OutputStream out) throws IOException;
}
