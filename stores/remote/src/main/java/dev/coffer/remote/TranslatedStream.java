package dev.coffer.remote;

import dev.coffer.io.BlockInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * The stream of an SDK that throws unchecked exceptions. A {@link ContinuedStream} takes an {@link
 * IOException} for a lost connection and continues; it passes any other exception to the caller.
 *
 * <p>Closed at its end, it closes the SDK's stream, so that the connection can be used again;
 * closed before, it drops the connection, since closing may read the rest. For one thread at a
 * time.
 */
public final class TranslatedStream extends BlockInputStream {
  private final InputStream in;
  private final Closeable drop;
  private final Translation translation;
  private boolean ended;

  /** Translates what an SDK's stream throws. */
  public interface Translation {
    /**
     * Returns the exception for a lost connection, or throws the exception for the caller.
     *
     * @param failure thrown by the SDK
     * @return the exception after which the read continues
     * @throws RuntimeException if it does not continue
     */
    IOException translate(RuntimeException failure);
  }

  /**
   * Wraps a stream whose connection is dropped by closing it.
   *
   * @param in the SDK's stream
   * @param translation translates what it throws
   */
  public TranslatedStream(InputStream in, Translation translation) {
    this(in, in, translation);
  }

  /**
   * Wraps a stream.
   *
   * @param in the SDK's stream
   * @param drop drops the connection without reading the rest
   * @param translation translates what the stream throws
   */
  public TranslatedStream(InputStream in, Closeable drop, Translation translation) {
    this.in = in;
    this.drop = drop;
    this.translation = translation;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int read = in.read(buffer, offset, length);
      ended |= read < 0;
      return read;
    } catch (RuntimeException e) {
      throw translation.translate(e);
    }
  }

  @Override
  public void close() {
    if (!ended || !closed(in)) {
      ended = true;
      boolean unused = closed(drop);
    }
  }

  /** Returns false if the close fails: an interrupt, for example, is reported by the next call. */
  private static boolean closed(Closeable stream) {
    try {
      stream.close();
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
