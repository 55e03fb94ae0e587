package dev.coffer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * The bytes of a file to be written.
 *
 * <p>A store pulls them with {@link #writeTo}. If they are {@linkplain #isRepeatable() repeatable},
 * it may do so again after a failed attempt; otherwise it buffers the bytes that it may have to
 * send again. If the {@linkplain #size() size} is known and the number of bytes differs from it,
 * the write fails and nothing is published.
 *
 * <p>Content is not copied when it is created: do not change the array, file or stream until the
 * write returns.
 */
public interface Content extends ContentWriter {
  /**
   * The number of bytes read from a source at a time: a larger buffer gains nothing, a smaller one
   * costs system calls.
   */
  int BUFFER_SIZE = 128 << 10;

  /**
   * Returns the number of bytes.
   *
   * @return the size; empty if it is known only at the end
   */
  OptionalLong size();

  /**
   * Returns whether {@link #writeTo} may be called more than once and writes the same bytes each
   * time.
   *
   * @return false for a stream
   */
  boolean isRepeatable();

  /**
   * Returns the same content, reporting how far it was taken by the store. A store that must take
   * it again begins again at 0. What was taken is not yet stored: that is so when the write
   * returns.
   *
   * @param progress gets the number of bytes so far, on the thread that takes them
   * @return content of the same size, as repeatable as this one
   */
  default Content reporting(LongConsumer progress) {
    return new ReportingContent(this, progress);
  }

  /**
   * Returns the given bytes as content.
   *
   * @param bytes the content
   * @return content of known size, repeatable
   */
  static Content of(byte[] bytes) {
    return new WriterContent(OptionalLong.of(bytes.length), true, out -> out.write(bytes));
  }

  /**
   * Returns text as UTF-8 content. An unpaired surrogate becomes {@code ?}, as everywhere in Java.
   *
   * @param text the content
   * @return content of known size, repeatable
   */
  static Content of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the content of a file of the local file system.
   *
   * @param file the file
   * @return content of known size, repeatable
   * @throws StorageFailureException if the file's size cannot be read
   */
  static Content of(Path file) {
    try {
      return new WriterContent(
          OptionalLong.of(Files.size(file)),
          true,
          out -> {
            try (InputStream in = Files.newInputStream(file)) {
              pump(in, out);
            }
          });
    } catch (IOException e) {
      throw new StorageFailureException(
          new ErrorContext("read", file.toString(), "the local file system"),
          "the file to be stored",
          e);
    }
  }

  /**
   * Returns the content of a stream, which is read once to its end and not closed.
   *
   * @param in the stream
   * @return content of unknown size, not repeatable
   */
  static Content of(InputStream in) {
    return new WriterContent(OptionalLong.empty(), false, out -> pump(in, out));
  }

  /**
   * Returns the content of a stream of known length, which is read once and not closed. A store
   * that knows the length sends the bytes as they arrive instead of buffering a part of them.
   *
   * @param in the stream; the write fails if it ends before or after this length
   * @param length the number of bytes
   * @return content of known size, not repeatable
   * @throws IllegalArgumentException if the length is negative
   */
  static Content of(InputStream in, long length) {
    if (length < 0) {
      throw new IllegalArgumentException("a length is not negative: " + length);
    }
    return new WriterContent(OptionalLong.of(length), false, out -> pump(in, out));
  }

  /**
   * Returns the bytes that a writer produces. The writer is called once.
   *
   * @param writer the writer
   * @return content of unknown size, not repeatable; a writer that is a {@link Content} is returned
   *     as is
   */
  static Content of(ContentWriter writer) {
    return writer instanceof Content content
        ? content
        : new WriterContent(OptionalLong.empty(), false, writer);
  }

  private static void pump(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_SIZE];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(buffer, 0, read);
    }
  }
}
