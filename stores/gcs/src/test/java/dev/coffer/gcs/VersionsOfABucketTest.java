package dev.coffer.gcs;

import dev.coffer.FileStore;
import dev.coffer.testkit.FileVersionsContract;
import dev.coffer.versioning.NativeVersioningFileStore;
import dev.coffer.versioning.Retention;

/** The generations that a bucket keeps itself. */
class VersionsOfABucketTest extends FileVersionsContract {
  @Override
  protected FileStore newStore(Retention retention) {
    FileStore store = Fake.in(Fake.newVersionedBucket()).prefix("some/where").build();
    return NativeVersioningFileStore.of(store, retention).orElseThrow();
  }
}
