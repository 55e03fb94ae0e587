package dev.coffer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The bytes of a file to be written.
 *
 * <p>A store pulls them with {@link #writeTo}. When they are {@linkplain #isRepeatable()
 * repeatable} it may do so again after a failed attempt; otherwise it buffers what it may have to
 * send again. When the {@linkplain #size() size} is known and the bytes are more or fewer, the
 * write fails and nothing is published.
 *
 * <p>Content is not copied when it is made: an array, a file or a stream must stay as it is until
 * the write returns.
 */
public interface Content extends ContentWriter {
  /**
   * How many bytes a source is read at a time: larger ones gain nothing, smaller ones cost system
   * calls.
   */
  int BUFFER_SIZE = 128 << 10;

  /**
   * The number of bytes.
   *
   * @return nothing when it is known only at the end
   */
  OptionalLong size();

  /**
   * Whether {@link #writeTo} may be called more than once and gives the same bytes.
   *
   * @return false for a stream
   */
  boolean isRepeatable();

  /**
   * Bytes.
   *
   * @param bytes the content
   * @return content of known size, repeatable
   */
  static Content of(byte[] bytes) {
    return new WriterContent(OptionalLong.of(bytes.length), true, out -> out.write(bytes));
  }

  /**
   * Text, as UTF-8. An unpaired surrogate becomes {@code ?}, as everywhere in Java.
   *
   * @param text the content
   * @return content of known size, repeatable
   */
  static Content of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A file of the local file system.
   *
   * @param file the file
   * @return content of known size, repeatable
   * @throws StorageFailureException when the file's size cannot be read
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
   * A stream, read once to its end and not closed.
   *
   * @param in the stream
   * @return content of unknown size, not repeatable
   */
  static Content of(InputStream in) {
    return new WriterContent(OptionalLong.empty(), false, out -> pump(in, out));
  }

  /**
   * A stream of known length, read once and not closed. A store that knows the length sends a file
   * as it comes, where it would otherwise have to keep a part of it.
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
   * What a writer writes, run once.
   *
   * @param writer the writer
   * @return content of unknown size, not repeatable; a writer that is a {@link Content} stays what
   *     it is
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
