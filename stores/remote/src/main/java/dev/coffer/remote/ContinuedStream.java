package dev.coffer.remote;

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
 * The bytes of a part of a file from a connection that may be lost: then the rest is asked for
 * anew, from the byte that was reached. The {@link Origin} sees to it that the rest is of the same
 * version.
 *
 * <p>It gives up after {@value #MOST_FAILURES} connections in a row that brought fewer than 64 KiB
 * each, so that a file of any size takes no more requests than its length has room for. One that is
 * lost after the caller has not read for five seconds does not count: servers close connections
 * that rest. A connection that ends too early counts as lost; what it gives beyond the part is not
 * read. Closing it closes the connection it has at the time, which therefore must not be read to
 * its end by that.
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

  /** How many bytes this connection has brought. */
  private int brought;

  /** When the caller was last given something. */
  private long given;

  private boolean closed;

  /** Where the bytes come from. */
  public interface Origin {
    /**
     * Asks for the bytes from a position on, of the version that was opened first.
     *
     * @param position the first byte, counted from the beginning of the file
     * @param length how many, at least 1
     * @return closed by the stream
     * @throws IOException when the connection is lost again; the attempt may be repeated
     * @throws FileStoreException when that version cannot be had any more
     */
    InputStream open(long position, long length) throws IOException;

    /**
     * Called before each read and between attempts.
     *
     * @throws IllegalStateException when the store is closed
     * @throws InterruptedOperationException when the thread is interrupted
     */
    void check();

    /**
     * Sees the bytes that the stream gives, in their order, before the caller does.
     *
     * @param bytes where they are; not to be kept
     * @param offset of the first
     * @param length how many
     * @param last whether the part ends with them
     * @throws FileStoreException when they are not those of the file
     */
    default void received(byte[] bytes, int offset, int length, boolean last) {}

    /**
     * What the caller is told when the rest cannot be had.
     *
     * @param cause the last failure
     * @return thrown by the stream
     */
    RuntimeException failure(IOException cause);
  }

  /**
   * Makes a stream on a connection that is open already.
   *
   * @param origin asked when the connection is lost
   * @param connection gives the bytes from {@code offset} on
   * @param offset the first byte, counted from the beginning of the file
   * @param length how many bytes this stream gives
   */
  public ContinuedStream(Origin origin, InputStream connection, long offset, long length) {
    this(origin, connection, offset, length, System::nanoTime);
  }

  /** The same with a clock of nanoseconds. */
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

  /** Reads to the mark that there is nothing more, which lets the connection be used again. */
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
