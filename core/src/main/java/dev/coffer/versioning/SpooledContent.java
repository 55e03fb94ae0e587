package dev.coffer.versioning;

import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.InterruptedOperationException;
import dev.coffer.StorageFailureException;
import dev.coffer.io.Interrupts;
import dev.coffer.spi.ContentSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A content that can be given again, made of one that cannot: in memory, or if it is large in a
 * temporary file without a name, which the system removes whatever happens to this process.
 */
final class SpooledContent extends ContentSink implements Content {
  private static final int MOST_IN_MEMORY = 1 << 20;

  private final FilePath path;
  private final String store;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable FileChannel file;

  private SpooledContent(FilePath path, String store) {
    super(path, store);
    this.path = path;
    this.store = store;
  }

  /** Takes all of a content. */
  static SpooledContent of(Content content, FilePath path, String store) {
    SpooledContent spooled = new SpooledContent(path, store);
    try {
      long unused = spooled.receive(content);
      return spooled;
    } catch (RuntimeException | Error e) {
      spooled.delete();
      throw e;
    }
  }

  @Override
  protected void accept(byte[] bytes, int offset, int length) {
    if (file == null && memory.size() + (long) length <= MOST_IN_MEMORY) {
      memory.write(bytes, offset, length);
      return;
    }
    try {
      FileChannel channel = file == null ? spill() : file;
      append(channel, ByteBuffer.wrap(bytes, offset, length));
    } catch (IOException e) {
      if (Interrupts.isInterrupt(e)) {
        Thread.currentThread().interrupt();
        throw new InterruptedOperationException(
            new ErrorContext("write", path.toString(), store), null, e);
      }
      throw new StorageFailureException(
          new ErrorContext("write", path.toString(), store),
          "the content cannot be held in a temporary file in "
              + System.getProperty("java.io.tmpdir"),
          e);
    }
  }

  private FileChannel spill() throws IOException {
    Path name = Files.createTempFile("coffer-", ".content");
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              name,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      file = channel;
    } finally {
      Files.deleteIfExists(name);
    }
    append(channel, ByteBuffer.wrap(memory.toByteArray()));
    memory.reset();
    return channel;
  }

  private static void append(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(count());
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    FileChannel channel = file;
    if (channel == null) {
      memory.writeTo(out);
      return;
    }
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);
    for (long at = 0; at < count(); at += buffer.position()) {
      buffer.clear();
      if (channel.read(buffer, at) < 0) {
        throw new IOException("the temporary file is shorter than the content");
      }
      out.write(buffer.array(), 0, buffer.position());
    }
  }

  void delete() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      // It has no name any more, and its space is free when the process ends.
    }
  }
}
