package dev.coffer.fakegcs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/** The content of an object, which does not change. */
sealed interface Bytes {
  long size();

  /** Writes a part of it. */
  void writeTo(OutputStream out, long from, long length) throws IOException;

  /** In memory. */
  final class InMemory implements Bytes {
    private final byte[] bytes;

    InMemory(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out, long from, long length) throws IOException {
      out.write(bytes, (int) from, (int) length);
    }
  }

  /** In a file without a name, which is deleted when it is no longer used. */
  record InFile(FileChannel file, long size) implements Bytes {
    @Override
    public void writeTo(OutputStream out, long from, long length) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
      for (long at = from; at < from + length; ) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), from + length - at));
        int read = file.read(buffer, at);
        if (read < 0) {
          throw new IOException("the content is shorter than it was");
        }
        out.write(buffer.array(), 0, read);
        at += read;
      }
    }
  }

  /** One after the other. */
  record Joined(List<Bytes> parts) implements Bytes {
    @Override
    public long size() {
      return parts.stream().mapToLong(Bytes::size).sum();
    }

    @Override
    public void writeTo(OutputStream out, long from, long length) throws IOException {
      long start = from;
      long left = length;
      for (Bytes part : parts) {
        long here = Math.min(left, part.size() - start);
        if (here > 0) {
          part.writeTo(out, start, here);
          left -= here;
        }
        start = Math.max(0, start - part.size());
      }
    }
  }
}
