package dev.coffer;

import dev.coffer.memory.InMemoryFileStore;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Has every file that is asked for, of one size, and makes its bytes while they are read: each is
 * the number of which its name consists. Counts what is open and what was read.
 */
final class GeneratedFileStore extends ForwardingFileStore {
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger open = new AtomicInteger();
  final AtomicInteger mostOpen = new AtomicInteger();
  final AtomicLong bytesRead = new AtomicLong();

  private final int size;
  private final int concurrency;

  GeneratedFileStore(int size, int concurrency) {
    super(new InMemoryFileStore());
    this.size = size;
    this.concurrency = concurrency;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Set.of(), Long.MAX_VALUE, concurrency);
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    opened.incrementAndGet();
    FileInfo info = new FileInfo(path, size, Instant.EPOCH, "e", Optional.empty(), Map.of());
    return new OpenedFile(info, new Generated(Byte.parseByte(path.name())));
  }

  private final class Generated extends InputStream {
    private final byte value;
    private int left = size;
    private boolean closed;

    Generated(byte value) {
      this.value = value;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("one byte at a time is slow");
    }

    @Override
    public int read(byte @Nullable [] buffer, int offset, int length) {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      if (left == 0 || buffer == null) {
        return -1;
      }
      int count = Math.min(length, left);
      java.util.Arrays.fill(buffer, offset, offset + count, value);
      left -= count;
      bytesRead.addAndGet(count);
      return count;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
      }
    }
  }
}
