package dev.coffer.app.sync;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import java.util.function.Function;

/** A store: what has not changed since a file was written here was copied then. */
record StoreDestination(FileStore store, Function<FileInfo, WriteOptions> labels)
    implements Destination {
  /** The same time is that of a file that was copied from here to there. */
  @Override
  public boolean looksEqual(Origin origin, FileInfo from, FileInfo here) {
    return from.lastModified().equals(here.lastModified())
        || (from.lastModified().isBefore(here.lastModified())
            && !origin.changed(from).isAfter(here.lastModified()));
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
