package dev.coffer.retry;

import dev.coffer.ConflictException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.io.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file, whose reading continues after a failure, from the byte reached, of the same
 * version. Each piece has the time limit of an operation.
 */
final class ContinuedRead extends BlockInputStream {
  private final RetriedOperations operations;
  private final RetriedOperation operation;
  private final FileStore store;
  private final FileInfo info;
  private final long end;
  private long position;
  private @Nullable InputStream in;
  private boolean closed;

  ContinuedRead(
      RetriedOperations operations,
      RetriedOperation operation,
      FileStore store,
      ReadOptions options,
      OpenedFile opened) {
    this.operations = operations;
    this.operation = operation;
    this.store = store;
    this.info = opened.info();
    this.in = opened.stream();
    this.position = options.offset();
    this.end = position + Math.min(options.length(), Math.max(0, info.size() - position));
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = piece(() -> take(buffer, offset, length));
    position += Math.max(0, read);
    return read;
  }

  private int take(byte[] buffer, int offset, int length) {
    if (length == 0 && in == null) {
      return 0;
    }
    InputStream from = in == null ? reopen() : in;
    in = from;
    return read(() -> from.read(buffer, offset, length));
  }

  @Override
  public long skip(long count) throws IOException {
    InputStream from = in;
    if (from == null) {
      return super.skip(count);
    }
    long skipped = piece(() -> read(() -> from.skip(count)));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() throws IOException {
    return in == null ? 0 : in.available();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    if (in != null) {
      in.close();
    }
  }

  /** A read that may throw an {@link IOException}. */
  private interface Reading<T> {
    T get() throws IOException;
  }

  private <T> T piece(Supplier<T> piece) throws IOException {
    try {
      return operations.piece(operation, piece);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Runs a read, and discards the stream if it fails. */
  private <T> T read(Reading<T> reading) {
    try {
      return reading.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FileStoreException e) {
      if (e.isRetryable() && operations.repeat()) {
        drop(e);
      }
      throw e;
    }
  }

  private void drop(FileStoreException failure) {
    InputStream lost = in;
    in = null;
    try {
      if (lost != null) {
        lost.close();
      }
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private InputStream reopen() {
    if (closed) {
      throw new IllegalStateException("the stream is closed");
    }
    if (position == end) {
      return nullInputStream();
    }
    ReadOptions rest =
        ReadOptions.DEFAULTS.range(position, end - position).ifMatch(info.etag()).withoutMetadata();
    try {
      return store.read(info.path(), rest).stream();
    } catch (ConflictException | NotFoundException e) {
      throw new ConflictException(
          new ErrorContext("read", operation.path().toString(), operation.store()),
          "it failed after " + position + " bytes and the file has changed: read it again",
          e);
    }
  }
}
