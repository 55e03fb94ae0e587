package dev.coffer.s3;

import dev.coffer.FileStore;
import dev.coffer.testkit.remote.VersionsOnABadNetworkContract;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/** Versions in a bucket of a server; two clients never change one path at once where it says so. */
abstract class ServerVersionsOnABadNetwork extends VersionsOnABadNetworkContract {
  private final Server server;
  private final boolean decidesConditions;
  private final String bucket;
  private final Function<S3FileStore, FileStore> versions;

  /**
   * Creates the contract.
   *
   * @param decidesConditions whether the server decides a condition and makes the change at once
   * @param bucket makes the bucket
   * @param versions the store with its versions
   */
  ServerVersionsOnABadNetwork(
      Server server,
      boolean decidesConditions,
      Function<Server, String> bucket,
      Function<S3FileStore, FileStore> versions) {
    this.server = server;
    this.decidesConditions = decidesConditions;
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
    return decidesConditions;
  }
}
