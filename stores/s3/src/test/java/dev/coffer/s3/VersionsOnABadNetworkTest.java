package dev.coffer.s3;

import dev.coffer.versioning.VersioningFileStore;
import org.junit.jupiter.api.Tag;

/**
 * S3Proxy checks a condition and writes in two steps, so no two clients change one path at once.
 */
@Tag("one-jdk")
class VersionsOnABadNetworkTest extends ServerVersionsOnABadNetwork {
  VersionsOnABadNetworkTest() {
    super(Proxy.server(), false, Server::newBucket, VersioningFileStore::new);
  }
}
