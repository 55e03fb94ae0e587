package dev.coffer.app.sync;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import java.time.Instant;
import java.util.function.Function;

/** A store: what has not changed since a file was written here was copied then. */
record StoreDestination(FileStore store, Function<FileInfo, WriteOptions> labels)
    implements Destination {
  /**
   * The same time is that of a file that was copied from here to there. A service whose times are
   * whole seconds may have changed a file until the end of the second.
   */
  @Override
  public boolean looksEqual(Origin origin, FileInfo from, FileInfo here) {
    Instant changed = origin.changed(from);
    boolean isRounded =
        changed.equals(from.lastModified()) && changed.equals(changed.truncatedTo(SECONDS));
    if (from.lastModified().equals(here.lastModified())) {
      return !isRounded;
    }
    Instant end = isRounded ? changed.plusSeconds(1) : changed;
    return from.lastModified().isBefore(here.lastModified()) && !end.isAfter(here.lastModified());
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
