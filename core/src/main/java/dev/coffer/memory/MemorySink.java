package dev.coffer.memory;

import dev.coffer.Content;
import dev.coffer.FilePath;
import dev.coffer.spi.ContentSink;
import java.util.Arrays;

/** Copies the bytes of a content, up to the maximum size of the store. */
final class MemorySink extends ContentSink {
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final String path;
  private final String store;
  private final SharedMemory memory;
  private byte[] bytes = new byte[0];

  MemorySink(FilePath path, String store, SharedMemory memory) {
    super(path, store);
    this.path = path.toString();
    this.store = store;
    this.memory = memory;
  }

  byte[] take(Content content) {
    ensureRoom(content.size().orElse(0));
    bytes = new byte[(int) content.size().orElse(0)];
    int size = (int) receive(content);
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  @Override
  protected void accept(byte[] chunk, int offset, int length) {
    long needed = count() + length;
    ensureRoom(needed);
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(bytes, (int) Math.min(LARGEST_ARRAY, Math.max(needed, bytes.length * 2L)));
    }
    System.arraycopy(chunk, offset, bytes, (int) count(), length);
  }

  private void ensureRoom(long needed) {
    if (needed > Math.min(memory.maxSize, LARGEST_ARRAY)) {
      throw memory.full(path, store);
    }
  }
}
