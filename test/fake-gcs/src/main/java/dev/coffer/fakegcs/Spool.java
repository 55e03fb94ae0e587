package dev.coffer.fakegcs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Receives content, in memory if it is small and otherwise in a file, and computes its checksums.
 */
final class Spool extends OutputStream {
  private static final int LARGEST_IN_MEMORY = 256 << 10;

  private final Checksums.Sum sum = new Checksums.Sum();
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable FileChannel file;
  private long size;

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b});
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (file == null && size + length > LARGEST_IN_MEMORY) {
      file = openFile();
      append(file, memory.toByteArray(), 0, memory.size());
      memory.reset();
    }
    if (file == null) {
      memory.write(bytes, offset, length);
    } else {
      append(file, bytes, offset, length);
    }
    sum.add(bytes, offset, length);
    size += length;
  }

  long size() {
    return size;
  }

  /** Returns the content. Nothing can be written afterwards. */
  Bytes bytes() {
    return file == null ? new Bytes.InMemory(memory.toByteArray()) : new Bytes.InFile(file, size);
  }

  /** Returns the checksums; to be called once. */
  Checksums checksums() {
    return sum.end();
  }

  private static FileChannel openFile() throws IOException {
    Path path = Files.createTempFile("fake-gcs-", ".content");
    return FileChannel.open(
        path,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  private static void append(FileChannel file, byte[] bytes, int offset, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
  }
}
