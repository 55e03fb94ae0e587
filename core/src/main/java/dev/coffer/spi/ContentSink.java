package dev.coffer.spi;

import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.StorageFailureException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Where a back end receives the bytes of a {@link Content}: counts them, keeps the content to the
 * size it told, notices an interrupt, and remembers its own failure, so that a source that swallows
 * errors cannot publish half a file.
 */
public abstract class ContentSink extends OutputStream {
  private final FilePath path;
  private final String store;
  private OptionalLong told = OptionalLong.empty();
  private long count;
  private @Nullable Throwable failure;

  /**
   * Creates a sink.
   *
   * @param path the file that is being written, for errors
   * @param store the store, for errors
   */
  protected ContentSink(FilePath path, String store) {
    this.path = path;
    this.store = store;
  }

  /**
   * Takes bytes.
   *
   * @param bytes the array that holds them; not to be kept or changed
   * @param offset where they start
   * @param length how many
   * @throws FileStoreException if they cannot be stored
   */
  protected abstract void accept(byte[] bytes, int offset, int length);

  /**
   * Pulls all bytes of a content into this sink.
   *
   * @param content the source
   * @return how many there were
   * @throws StorageFailureException if the source fails or its bytes are not as many as it told
   * @throws InterruptedOperationException if the thread is interrupted
   */
  public final long receive(Content content) {
    told = content.size();
    try {
      content.writeTo(this);
    } catch (IOException e) {
      throwFailure();
      throw fromSource(e);
    } catch (RuntimeException e) {
      throwFailure();
      throw e;
    }
    throwFailure();
    if (told.isPresent() && told.getAsLong() != count) {
      throw wrongSize(told.getAsLong(), Long.toString(count));
    }
    return count;
  }

  /** Throws this sink's own failure, whatever the source made of it. */
  private void throwFailure() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
  }

  private StorageFailureException wrongSize(long size, String given) {
    String hint = "the content told " + size + " bytes and gave " + given;
    return new StorageFailureException(
        new ErrorContext("write", path.toString(), store), hint, null);
  }

  private RuntimeException fromSource(IOException e) {
    if (e instanceof InterruptedIOException || e instanceof ClosedByInterruptException) {
      Thread.currentThread().interrupt();
      return interrupted(e);
    }
    return new StorageFailureException(
        new ErrorContext("write", path.toString(), store), "the content could not be read", e);
  }

  private InterruptedOperationException interrupted(@Nullable Throwable cause) {
    return new InterruptedOperationException(
        new ErrorContext("write", path.toString(), store), null, cause);
  }

  /**
   * How many bytes were taken.
   *
   * @return from 0
   */
  protected final long count() {
    return count;
  }

  @Override
  public final void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public final void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    throwFailure();
    try {
      if (told.isPresent() && length > told.getAsLong() - count) {
        throw wrongSize(told.getAsLong(), "more");
      }
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted(null);
      }
      accept(bytes, offset, length);
      count += length;
    } catch (RuntimeException | Error e) {
      failure = e;
      throw e;
    }
  }

  /** Ends nothing: what the content's source closes may be written on by what made the source. */
  @Override
  public final void close() {}
}
