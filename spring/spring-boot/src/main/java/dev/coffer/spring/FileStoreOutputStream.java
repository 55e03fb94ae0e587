package dev.coffer.spring;

import dev.coffer.CallContext;
import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import dev.coffer.concurrent.DaemonThreads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a file of a store. The file is published by {@link #complete}, and by nothing else.
 *
 * <pre>{@code
 * try (FileStoreOutputStream out = resource.getOutputStream()) {
 *   report.writeTo(out); // may fail
 *   out.complete();
 * }
 * }</pre>
 *
 * <p>{@link #close} alone cannot know whether the content is whole: it is also called if the writer
 * failed half-way. So a stream that is closed before {@code complete()} leaves the old file, or
 * none; the close then throws an {@link IOException}, and logs a warning, since some callers ignore
 * what a close throws. {@link FileStoreResource#write} needs no such call.
 *
 * <p>The bytes go to the store while they are written, by a thread of their own; a part of them is
 * in memory. A stream must be closed. Not safe for use by several threads.
 */
public final class FileStoreOutputStream extends OutputStream {
  private static final Logger LOG = LoggerFactory.getLogger(FileStoreOutputStream.class);

  private final ContentPipe pipe = new ContentPipe();
  private final String description;
  private final FutureTask<FileInfo> writing;
  private @Nullable FileInfo written;
  private boolean ended;

  /** Whether bytes are missing, since a write was interrupted. */
  private boolean incomplete;

  FileStoreOutputStream(FileStore store, String path, WriteOptions options, String description) {
    this.description = description;
    this.writing = new FutureTask<>(() -> store.write(path, Content.of(pipe), options));
    CallContext context = CallContext.capture();
    DaemonThreads.unstarted("coffer-resource", () -> context.run(this::store)).start();
  }

  private void store() {
    try {
      writing.run();
    } finally {
      pipe.receiverEnded();
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    requireWhole();
    try {
      if (!pipe.send(bytes, offset, length)) {
        result();
      }
    } catch (InterruptedIOException e) {
      incomplete = true;
      throw e;
    }
  }

  /**
   * Publishes the file: from now on readers see it, whole.
   *
   * @return information about the written file; the same if it is called again
   * @throws IOException if the store failed, with its error as the cause, or if the stream was
   *     closed or has failed before; the old file stays
   */
  public FileInfo complete() throws IOException {
    if (written == null) {
      requireWhole();
      pipe.end();
      written = result();
    }
    return written;
  }

  private void requireWhole() throws IOException {
    if (ended) {
      throw new IOException(description + ": the stream has ended");
    }
    if (incomplete) {
      throw new IOException(description + ": a write was interrupted, so bytes are missing");
    }
  }

  /** Waits for the store. */
  private FileInfo result() throws IOException {
    ended = true;
    try {
      return writing.get();
    } catch (ExecutionException e) {
      throw ResourceErrors.ofWrite(description, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      pipe.abort();
      throw new InterruptedIOException(description + ": interrupted; it may be written or not");
    }
  }

  /** Does nothing: what was written so far is not yet a file. */
  @Override
  public void flush() {}

  /**
   * Ends the stream. Without {@link #complete} before, nothing is published.
   *
   * @throws IOException if the stream was not complete and had not failed
   */
  @Override
  public void close() throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    pipe.abort();
    awaitCleanUp();
    String problem = description + " was not written: its stream was closed before complete()";
    LOG.warn("{}", problem);
    throw new IOException(problem);
  }

  /** The store fails now, and leaves nothing of the file. */
  private void awaitCleanUp() {
    try {
      var unused = writing.get();
    } catch (ExecutionException e) {
      LOG.debug("{} was given up", description, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
