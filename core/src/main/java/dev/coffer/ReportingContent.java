package dev.coffer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * Content that reports how far it was written.
 *
 * @param progress gets the number of bytes so far
 */
record ReportingContent(Content content, LongConsumer progress) implements Content {
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
    progress.accept(0);
    content.writeTo(new Counted(out, progress));
  }

  /** Counts what passes. Closing it does not close the stream of the store. */
  private static final class Counted extends OutputStream {
    private final OutputStream out;
    private final LongConsumer progress;
    private long written;

    Counted(OutputStream out, LongConsumer progress) {
      this.out = out;
      this.progress = progress;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      report(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      report(length);
    }

    private void report(int length) {
      written += length;
      progress.accept(written);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
