package dev.coffer.s3;

import dev.coffer.FileStore;
import dev.coffer.testkit.remote.VersionsOnABadNetworkContract;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/** Two clients of S3Proxy never change one path at once; each contract says why. */
abstract class ProxyVersionsOnABadNetwork extends VersionsOnABadNetworkContract {
  private final Server server = Proxy.server();
  private final String bucket;
  private final Function<S3FileStore, FileStore> versions;

  /**
   * Creates the contract.
   *
   * @param bucket makes the bucket
   * @param versions the store with its versions
   */
  ProxyVersionsOnABadNetwork(
      Function<Server, String> bucket, Function<S3FileStore, FileStore> versions) {
    this.bucket = bucket.apply(server);
    this.versions = versions;
  }

  @Override
  protected URI server() {
    return server.endpoint();
  }

  @Override
  protected FileStore open(URI endpoint) {
    return versions.apply(
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
