package dev.coffer.spring;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a file, of one version. Skipping far, as for a range of an HTTP request, opens the
 * file there, in place of reading all that is before.
 */
final class ResourceStream extends InputStream {
  /** What is read to be skipped, since a new request would cost more. */
  private static final long NEAR = 64 * 1024;

  private final FileStore store;
  private final FilePath path;
  private final String description;
  private OpenedFile opened;
  private long position;

  ResourceStream(FileStore store, FilePath path, ReadOptions options, String description) {
    this.store = store;
    this.path = path;
    this.description = description;
    this.opened = store.read(path, options.withoutMetadata());
  }

  @Override
  public int read() throws IOException {
    int next = opened.stream().read();
    position += next < 0 ? 0 : 1;
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = opened.stream().read(bytes, offset, length);
    position += Math.max(0, count);
    return count;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long far = Math.min(bytes, opened.info().size() - position);
    if (far <= NEAR) {
      return super.skip(bytes);
    }
    opened.close();
    try {
      opened =
          store.read(
              path,
              ReadOptions.DEFAULTS
                  .range(position + far, Long.MAX_VALUE)
                  .ifMatch(opened.info().etag())
                  .withoutMetadata());
    } catch (FileStoreException e) {
      throw ResourceErrors.of(description, e);
    }
    position += far;
    return far;
  }

  @Override
  public int available() throws IOException {
    return opened.stream().available();
  }

  @Override
  public void close() {
    opened.close();
  }
}
