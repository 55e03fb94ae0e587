package com.example.counting;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what is read. It overrides a primitive: the conveniences, such as {@link
 * FileStore#readString} and {@link FileStore#readAll}, call the primitives of this store.
 */
final class CountingFileStore extends ForwardingFileStore {
  private final LongAdder reads = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  CountingFileStore(FileStore next) {
    super(next);
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    OpenedFile opened = super.read(path, options);
    reads.increment();
    return new OpenedFile(opened.info(), new CountedStream(opened.stream(), bytes));
  }

  /** Whatever the store below can do besides, this layer passes on. */
  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    return type == ReadCounts.class ? Optional.of(type.cast(counts())) : super.unwrap(type);
  }

  private ReadCounts counts() {
    return new ReadCounts() {
      @Override
      public long reads() {
        return reads.sum();
      }

      @Override
      public long bytes() {
        return bytes.sum();
      }
    };
  }
}
