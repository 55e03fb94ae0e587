package dev.coffer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A file that was opened for reading: what the store knows of it and its bytes, both of one
 * version.
 *
 * <p>Reading throws a {@link FileStoreException} when the back end fails, and an {@link
 * IllegalStateException} once the store is closed.
 *
 * @param info the whole file's, also when a part was asked for
 * @param stream the bytes that were asked for; the caller closes it
 */
public record OpenedFile(FileInfo info, InputStream stream) implements AutoCloseable {
  /** Closes the stream. */
  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
