package dev.coffer.s3;

import dev.coffer.FileStore;
import dev.coffer.testkit.remote.VersionsOnABadNetworkContract;
import dev.coffer.versioning.VersioningFileStore;
import java.net.URI;
import java.time.Duration;

/**
 * S3Proxy checks a condition and writes in two steps, so no two clients change one path at once.
 */
class VersionsOnABadNetworkTest extends VersionsOnABadNetworkContract {
  private final Server server = Proxy.server();
  private final String bucket = server.newBucket();

  @Override
  protected URI server() {
    return server.endpoint();
  }

  @Override
  protected FileStore open(URI endpoint) {
    return new VersioningFileStore(
        server
            .at(endpoint)
            .in(bucket)
            .prefix("some/where")
            .timeouts(
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1))
            .build());
  }

  @Override
  protected boolean decidesConditions() {
    return false;
  }
}
