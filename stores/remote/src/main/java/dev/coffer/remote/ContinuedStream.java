package dev.coffer.remote;

import dev.coffer.ConflictException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.concurrent.Backoff;
import dev.coffer.io.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A stream of part of a file that survives lost connections: the rest is requested again, from the
 * byte that was reached. The {@link Origin} ensures that the rest is of the same version.
 *
 * <p>The stream gives up after {@value #MOST_FAILURES} consecutive connections that delivered fewer
 * than 64 KiB each, so that the number of requests is bounded by the length of the file. A
 * connection that is lost after the caller has not read for five seconds does not count, since
 * servers close idle connections. A connection that ends too early counts as lost; bytes beyond the
 * part are not read. Closing the stream closes its current connection, so closing a connection must
 * not read it to its end.
 */
public final class ContinuedStream extends BlockInputStream {
  private static final int MOST_FAILURES = 5;
  private static final int LEAST = 64 << 10;
  private static final long REST = TimeUnit.SECONDS.toNanos(5);

  private final Origin origin;
  private InputStream connection;
  private long position;
  private final long end;
  private final LongSupplier clock;
  private int failures;

  /** The number of bytes that this connection has delivered. */
  private int brought;

  /** When bytes were last returned to the caller. */
  private long given;

  private boolean closed;

  /** The source of the bytes. */
  public interface Origin {
    /**
     * Returns where an error of the read happens.
     *
     * @return operation, path and store
     */
    ErrorContext context();

    /**
     * Requests the bytes from a position on, of the version that was opened first.
     *
     * @param position the first byte, counted from the beginning of the file
     * @param length the number of bytes, at least 1
     * @return the bytes, closed by the stream; an SDK's stream that throws unchecked exceptions
     *     belongs into a {@link TranslatedStream}
     * @throws ReplacedException if that version is no longer available; the stream throws a {@link
     *     ConflictException}
     * @throws IOException if the connection is lost again; the attempt may be repeated
     * @throws FileStoreException if the read cannot be continued for another reason
     */
    InputStream open(long position, long length) throws IOException;

    /**
     * Called before each read and between attempts.
     *
     * @throws IllegalStateException if the store is closed
     * @throws InterruptedOperationException if the thread is interrupted
     */
    void check();

    /**
     * Called with the bytes that the stream returns, in order, before the caller receives them.
     *
     * @param bytes contains them; must not be kept
     * @param offset the position of the first in the array
     * @param length the number of bytes
     * @param last whether the part ends with them
     * @throws FileStoreException if they are not those of the file
     */
    default void received(byte[] bytes, int offset, int length, boolean last) {}

    /**
     * Returns the exception for the caller if the rest cannot be read.
     *
     * @param cause the last failure
     * @return the exception, thrown by the stream
     */
    RuntimeException failure(IOException cause);
  }

  /**
   * Creates a stream on a connection that is already open.
   *
   * @param origin provides the rest if the connection is lost
   * @param connection provides the bytes from {@code offset} on
   * @param offset the first byte, counted from the beginning of the file
   * @param length the number of bytes of this stream
   */
  public ContinuedStream(Origin origin, InputStream connection, long offset, long length) {
    this(origin, connection, offset, length, System::nanoTime);
  }

  /** Creates a stream with a clock of nanoseconds. */
  ContinuedStream(
      Origin origin, InputStream connection, long offset, long length, LongSupplier clock) {
    this.clock = clock;
    this.given = clock.getAsLong();
    this.origin = origin;
    this.connection = connection;
    this.position = offset;
    this.end = offset + length;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    ensureUsable();
    if (length == 0) {
      return 0;
    }
    if (position == end) {
      return -1;
    }
    int most = (int) Math.min(length, end - position);
    boolean rested = clock.getAsLong() - given > REST;
    while (true) {
      try {
        int read = connection.read(buffer, offset, most);
        if (read > 0) {
          taken(read);
          origin.received(buffer, offset, read, position == end);
          given = clock.getAsLong();
          return read;
        }
        throw new IOException("the connection ended " + (end - position) + " bytes too early");
      } catch (IOException e) {
        failures = rested ? 0 : failures;
        rested = false;
        goOn(e);
      }
    }
  }

  private void taken(int count) {
    position += count;
    brought += count;
    if (brought >= LEAST) {
      failures = 0;
      brought = 0;
    }
    if (position == end) {
      finish();
    }
  }

  /** Reads the end of the body, so that the connection can be reused. */
  private void finish() {
    try (InputStream done = connection) {
      connection = nullInputStream();
      int unused = done.read();
    } catch (IOException e) {
      throw origin.failure(e);
    }
  }

  private void goOn(IOException lost) {
    IOException last = lost;
    while (true) {
      drop();
      origin.check();
      if (++failures > MOST_FAILURES) {
        throw origin.failure(last);
      }
      try {
        Backoff.USUAL.await(failures);
        connection = origin.open(position, end - position);
        brought = 0;
        return;
      } catch (ReplacedException e) {
        throw new ConflictException(
            origin.context(),
            "the file has changed before it was read to its end: read it again",
            e.getCause() == null ? e : e.getCause());
      } catch (IOException e) {
        last = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        origin.check();
      }
    }
  }

  private void drop() {
    try {
      connection.close();
    } catch (IOException e) {
      // It is lost already.
    }
  }

  @Override
  public int available() {
    ensureUsable();
    return 0;
  }

  private void ensureUsable() {
    if (closed) {
      throw new IllegalStateException("the stream is closed");
    }
    origin.check();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      drop();
    }
  }
}
