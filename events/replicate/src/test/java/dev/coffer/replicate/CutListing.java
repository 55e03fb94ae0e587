package dev.coffer.replicate;

import dev.coffer.ConnectionException;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A store whose listings fail in the middle. */
final class CutListing extends ForwardingFileStore {
  private final int entries;

  CutListing(FileStore delegate, int entries) {
    super(delegate);
    this.entries = entries;
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    AtomicInteger count = new AtomicInteger();
    return super.list(directory, options)
        .peek(
            entry -> {
              if (count.incrementAndGet() > entries) {
                throw new ConnectionException(
                    new ErrorContext("list", "", name()), "the connection was cut", null);
              }
            });
  }
}
