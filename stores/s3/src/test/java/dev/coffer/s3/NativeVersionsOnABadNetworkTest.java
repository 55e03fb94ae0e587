package dev.coffer.s3;

import dev.coffer.FileStore;
import dev.coffer.testkit.remote.VersionsOnABadNetworkContract;
import dev.coffer.versioning.NativeVersioningFileStore;
import dev.coffer.versioning.Retention;
import java.net.URI;
import java.time.Duration;

/**
 * What a bucket keeps needs no condition; but a read of S3Proxy may find no file while one is
 * replaced, so no two clients change one path at once.
 */
class NativeVersionsOnABadNetworkTest extends VersionsOnABadNetworkContract {
  private final Server server = Proxy.server();
  private final String bucket = server.newVersionedBucket();

  @Override
  protected URI server() {
    return server.endpoint();
  }

  @Override
  protected FileStore open(URI endpoint) {
    S3FileStore store =
        server
            .at(endpoint)
            .in(bucket)
            .prefix("some/where")
            .timeouts(
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1))
            .build();
    return NativeVersioningFileStore.of(store, Retention.ALL).orElseThrow();
  }

  @Override
  protected boolean decidesConditions() {
    return false;
  }
}
