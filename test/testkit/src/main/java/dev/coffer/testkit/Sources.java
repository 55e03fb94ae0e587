package dev.coffer.testkit;

import dev.coffer.Content;
import dev.coffer.ContentWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.OptionalLong;

/** Sources of bytes that behave badly. */
final class Sources {
  private Sources() {}

  /** Returns a stream that yields some bytes and then fails. */
  static InputStream failingAfter(int size) {
    return new SequenceInputStream(
        new ByteArrayInputStream(Samples.bytes(size)),
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the source broke");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new IOException("the source broke");
          }
        });
  }

  /** Returns a writer that writes some bytes and then fails. */
  static ContentWriter writerFailingAfter(int size) {
    return out -> {
      out.write(Samples.bytes(size));
      throw new IOException("the writer broke");
    };
  }

  /** Returns content that declares another size than it has. */
  static Content lying(long declared, byte[] bytes) {
    return new Content() {
      @Override
      public OptionalLong size() {
        return OptionalLong.of(declared);
      }

      @Override
      public boolean isRepeatable() {
        return true;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }

  /** Returns a stream that never yields more than some bytes at a time. */
  static InputStream trickling(byte[] bytes, int most) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(length, most));
      }
    };
  }
}
