package dev.coffer.remote;

import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.StorageFailureException;
import dev.coffer.TaskGroup;
import dev.coffer.concurrent.TaskFailure;
import dev.coffer.io.BlockInputStream;
import dev.coffer.spi.ContentSink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Turns a content, which is pushed, into a stream that an SDK pulls: the content writes on another
 * thread, at most a few pieces of {@value Content#BUFFER_SIZE} bytes ahead.
 *
 * <p>The stream throws a failure of the source unchanged and unchecked, so that a partial content
 * is never mistaken for a whole one, nor a broken source for a lost connection. Closing the stream
 * ends the writing thread.
 */
public final class ContentStream extends BlockInputStream {
  private static final int PIECES = 4;
  private static final byte[] END = {};

  private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(PIECES);
  private final TaskGroup team = new TaskGroup();
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;
  private byte[] piece = {};
  private int position;
  private boolean ended;

  /**
   * Starts to pull a content.
   *
   * @param content the source
   * @param path the file that is being written, for errors
   * @param store the store, for errors
   */
  public ContentStream(Content content, FilePath path, String store) {
    team.start(() -> push(content, new Pieces(path, store)));
  }

  private void push(Content content, Pieces sink) {
    try {
      sink.receive(content);
    } catch (RuntimeException | Error e) {
      // Once the stream is closed, the source fails because nothing takes its bytes.
      if (!closed) {
        failure = e;
      }
    }
    try {
      if (!closed) {
        pieces.put(END);
      }
    } catch (InterruptedException e) {
      // Closed: nothing waits for the end.
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    while (position == piece.length && !ended) {
      take();
    }
    if (ended) {
      return end();
    }
    int count = Math.min(length, piece.length - position);
    System.arraycopy(piece, position, buffer, offset, count);
    position += count;
    return count;
  }

  private void take() throws IOException {
    if (closed) {
      throw new IOException("the stream is closed");
    }
    try {
      piece = pieces.take();
      position = 0;
      ended = piece == END;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  private int end() {
    Throwable problem = failure;
    if (problem != null) {
      throw TaskFailure.toThrow(problem);
    }
    return -1;
  }

  /**
   * Returns the failure of the content.
   *
   * @return the failure, null if it has not failed so far
   */
  public @Nullable Throwable failure() {
    return failure;
  }

  @Override
  public void close() {
    closed = true;
    team.interrupt();
  }

  /** Receives the bytes of the content. */
  private final class Pieces extends ContentSink {
    private final FilePath path;
    private final String store;

    Pieces(FilePath path, String store) {
      super(path, store);
      this.path = path;
      this.store = store;
    }

    @Override
    protected void accept(byte[] bytes, int offset, int length) {
      int from = offset;
      while (from < offset + length) {
        int to = Math.min(from + Content.BUFFER_SIZE, offset + length);
        put(Arrays.copyOfRange(bytes, from, to));
        from = to;
      }
    }

    private void put(byte[] copy) {
      try {
        if (closed) {
          throw new InterruptedException();
        }
        pieces.put(copy);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StorageFailureException(
            new ErrorContext("write", path.toString(), store), "its bytes are no longer read", e);
      }
    }
  }
}
