package dev.coffer.app;

import dev.coffer.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * Content whose bytes are counted as they are written.
 *
 * @param meter gets the number of bytes after each write
 */
record MeteredContent(Content content, LongConsumer meter) implements Content {
  @Override
  public OptionalLong size() {
    return content.size();
  }

  @Override
  public boolean isRepeatable() {
    return content.isRepeatable();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    content.writeTo(
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            out.write(b);
            meter.accept(1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            meter.accept(length);
          }
        });
  }
}
