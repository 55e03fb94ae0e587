package dev.coffer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A file opened for reading: what the store knows of it and its bytes, both of the same version.
 *
 * <p>Reading throws a {@link FileStoreException} if the back end fails, and an {@link
 * IllegalStateException} once the store is closed.
 *
 * @param info information about the whole file, even if only a part is read
 * @param stream the requested bytes; the caller closes it
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
