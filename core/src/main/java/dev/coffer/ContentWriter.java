package dev.coffer;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Bytes that are pushed into a file: {@code store.write("a.json", out -> mapper.writeValue(out,
 * event))}.
 */
@FunctionalInterface
public interface ContentWriter {
  /**
   * Writes all bytes.
   *
   * @param out where to; need not be closed, and closing it ends nothing
   * @throws IOException when the source of the bytes fails; nothing is published then
   */
  void writeTo(OutputStream out) throws IOException;
}
