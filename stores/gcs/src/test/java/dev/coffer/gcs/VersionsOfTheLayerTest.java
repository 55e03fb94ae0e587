package dev.coffer.gcs;

import dev.coffer.FileStore;
import dev.coffer.testkit.FileVersionsContract;
import dev.coffer.versioning.Retention;
import dev.coffer.versioning.VersioningFileStore;
import org.junit.jupiter.api.Tag;

/** The versions that Coffer keeps in a bucket that keeps none. */
@Tag("thorough")
class VersionsOfTheLayerTest extends FileVersionsContract {
  @Override
  protected FileStore newStore(Retention retention) {
    return new VersioningFileStore(
        Fake.in(Fake.newBucket()).prefix("some/where").build(), retention);
  }
}
