package dev.coffer.spi;

import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.StorageFailureException;
import dev.coffer.io.Interrupts;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Receives the bytes of a {@link Content} for a back end. It counts them, verifies the size that
 * the content declares, checks for interrupts, and remembers its own failure, so that a source that
 * swallows errors cannot publish half a file.
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
   * Stores bytes.
   *
   * @param bytes the array with the bytes; must not be kept or changed
   * @param offset the offset of the first byte
   * @param length the number of bytes
   * @throws FileStoreException if they cannot be stored
   */
  protected abstract void accept(byte[] bytes, int offset, int length);

  /**
   * Pulls all bytes of a content into this sink.
   *
   * @param content the source
   * @return the number of bytes
   * @throws StorageFailureException if the source fails or the number of its bytes differs from its
   *     declared size
   * @throws InterruptedOperationException if the thread is interrupted
   */
  public final long receive(Content content) {
    told = content.size();
    try {
      content.writeTo(this);
    } catch (IOException e) {
      throwFailure();
      throw fromSource(e);
    } catch (RuntimeException | Error e) {
      throwFailure();
      throw e;
    } catch (Throwable e) { // code of other languages throws checked exceptions undeclared
      throwFailure();
      throw fromSource(Interrupts.asIoException(e));
    }
    throwFailure();
    if (told.isPresent() && told.getAsLong() != count) {
      throw wrongSize(told.getAsLong(), Long.toString(count));
    }
    return count;
  }

  /** Throws this sink's own failure, however the source handled it. */
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
    return new StorageFailureException(context(), hint, null);
  }

  private RuntimeException fromSource(IOException e) {
    if (Interrupts.isInterrupt(e)) {
      Thread.currentThread().interrupt();
      return interrupted(e);
    }
    return new StorageFailureException(context(), "the content could not be read", e);
  }

  private InterruptedOperationException interrupted(@Nullable Throwable cause) {
    return new InterruptedOperationException(context(), null, cause);
  }

  private ErrorContext context() {
    return new ErrorContext("write", path.toString(), store);
  }

  /**
   * Returns the number of bytes received so far.
   *
   * @return at least 0
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

  /**
   * Does nothing: the source may close the stream that it writes to while its creator still writes.
   */
  @Override
  public final void close() {}
}
