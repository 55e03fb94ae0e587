package dev.coffer.s3;

import dev.coffer.versioning.VersioningFileStore;

/**
 * S3Proxy checks a condition and writes in two steps, so no two clients change one path at once.
 */
class VersionsOnABadNetworkTest extends ServerVersionsOnABadNetwork {
  VersionsOnABadNetworkTest() {
    super(Proxy.server(), false, Server::newBucket, VersioningFileStore::new);
  }
}
