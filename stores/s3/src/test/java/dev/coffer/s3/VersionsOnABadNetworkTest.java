package dev.coffer.s3;

import dev.coffer.versioning.VersioningFileStore;

/**
 * S3Proxy checks a condition and writes in two steps, so no two clients change one path at once.
 */
class VersionsOnABadNetworkTest extends ProxyVersionsOnABadNetwork {
  VersionsOnABadNetworkTest() {
    super(Server::newBucket, VersioningFileStore::new);
  }
}
