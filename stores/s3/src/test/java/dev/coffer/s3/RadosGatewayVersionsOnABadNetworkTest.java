package dev.coffer.s3;

import dev.coffer.versioning.VersioningFileStore;

/**
 * Release 16 ignores conditions on deletions, and loses a plain change to a conditional write now
 * and then, so no two clients change one path at once.
 */
class RadosGatewayVersionsOnABadNetworkTest extends ServerVersionsOnABadNetwork {
  RadosGatewayVersionsOnABadNetworkTest() {
    super(RadosGateway.server(), false, Server::newBucket, VersioningFileStore::new);
  }
}
