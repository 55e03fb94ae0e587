package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.versioning.FileVersions;
import java.time.Instant;

/** A store as it was at a moment, which closes the store itself. */
final class PastView extends ForwardingFileStore {
  private final FileStore store;

  private PastView(FileStore store, FileVersions versions, Instant moment) {
    super(versions.asOf(moment));
    this.store = store;
  }

  /** Returns the store as it was at the moment that a call names; else the store itself. */
  static FileStore of(FileStore store, ParsedArguments words) {
    try {
      return AtTime.of(words)
          .<FileStore>map(
              moment -> new PastView(store, KeptHistory.of(store, "read the past"), moment))
          .orElse(store);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public void close() {
    super.close();
    store.close();
  }
}
