package dev.coffer.versioning;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FileVersionsContract;

/** The versions that the layer keeps. */
class VersionsInMemoryTest extends FileVersionsContract {
  @Override
  protected FileStore newStore(Retention retention) {
    return new VersioningFileStore(new InMemoryFileStore(), retention);
  }
}
