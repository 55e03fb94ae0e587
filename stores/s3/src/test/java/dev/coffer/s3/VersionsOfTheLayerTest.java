package dev.coffer.s3;

import dev.coffer.FileStore;
import dev.coffer.testkit.FileVersionsContract;
import dev.coffer.versioning.Retention;
import dev.coffer.versioning.VersioningFileStore;
import org.junit.jupiter.api.Tag;

/** The versions that Coffer keeps in a bucket that keeps none. */
@Tag("thorough")
class VersionsOfTheLayerTest extends FileVersionsContract {
  private final Server server = Proxy.server();

  @Override
  protected FileStore newStore(Retention retention) {
    return new VersioningFileStore(
        server.in(server.newBucket()).prefix("some/where").build(), retention);
  }
}
