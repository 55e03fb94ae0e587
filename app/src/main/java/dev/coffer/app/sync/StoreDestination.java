package dev.coffer.app.sync;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import java.util.Map;

/** A store: a copy is never older than what it is a copy of. */
record StoreDestination(FileStore store) implements Destination {
  @Override
  public boolean hasTimeOf(FileInfo from, FileInfo here) {
    return !from.lastModified().isAfter(here.lastModified());
  }

  @Override
  public WriteOptions options(FileInfo from) {
    WriteOptions options = WriteOptions.DEFAULTS;
    if (from.contentType().isPresent()) {
      options = options.contentType(from.contentType().get());
    }
    for (Map.Entry<String, String> entry : from.metadata().entrySet()) {
      options = options.metadata(entry.getKey(), entry.getValue());
    }
    return options;
  }

  @Override
  public void settle(FileInfo from, FileInfo here) {
    // Its times cannot be set.
  }
}
