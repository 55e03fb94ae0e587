package dev.coffer.app.sync;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import java.util.function.Function;

/** A store: a copy is never older than what it is a copy of. */
record StoreDestination(FileStore store, Function<FileInfo, WriteOptions> labels)
    implements Destination {
  @Override
  public boolean hasTimeOf(FileInfo from, FileInfo here) {
    return !from.lastModified().isAfter(here.lastModified());
  }

  @Override
  public WriteOptions options(FileInfo from) {
    return labels.apply(from);
  }

  @Override
  public void settle(FileInfo from, FileInfo here) {
    // Its times cannot be set.
  }
}
