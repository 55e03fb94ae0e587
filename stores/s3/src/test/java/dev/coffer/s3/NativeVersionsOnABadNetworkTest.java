package dev.coffer.s3;

import dev.coffer.versioning.NativeVersioningFileStore;
import dev.coffer.versioning.Retention;
import org.junit.jupiter.api.Tag;

/**
 * What a bucket keeps needs no condition; but a read of S3Proxy may find no file while one is
 * replaced, so no two clients change one path at once.
 */
@Tag("one-jdk")
class NativeVersionsOnABadNetworkTest extends ServerVersionsOnABadNetwork {
  NativeVersionsOnABadNetworkTest() {
    super(
        Proxy.server(),
        false,
        Server::newVersionedBucket,
        store -> NativeVersioningFileStore.of(store, Retention.ALL).orElseThrow());
  }

  /** This server lists the versions of a path the more slowly the more there are. */
  @Override
  protected int manyChanges() {
    return 15;
  }
}
