package dev.coffer.versioning;

import dev.coffer.FileStore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that a store is changed without conditions, so that a change can be lost. */
final class UnguardedChanges {
  private static final Logger LOG = LoggerFactory.getLogger(VersioningFileStore.class);

  private final FileStore store;
  private final AtomicBoolean said = new AtomicBoolean();

  UnguardedChanges(FileStore store) {
    this.store = store;
  }

  void say(String operation) {
    if (!said.getAndSet(true)) {
      LOG.atWarn()
          .addKeyValue("store", store.name())
          .addKeyValue("operation", operation)
          .log(
              "The store ignores conditions: what another writes at the moment of a change may not"
                  + " become a version");
    }
  }
}
