package dev.coffer.gcs;

import dev.coffer.FileStore;
import dev.coffer.fakegcs.HostileGcsServer;
import dev.coffer.testkit.remote.HostileServer;
import dev.coffer.testkit.remote.HostileServerContract;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class HostileServerTest extends HostileServerContract {
  @Override
  protected HostileServer newServer() {
    return new HostileGcsServer();
  }

  @Override
  protected FileStore openStore(URI endpoint, String prefix) {
    return GoogleCloudFileStore.builder(HostileGcsServer.BUCKET)
        .endpoint(endpoint.toString())
        .prefix(prefix)
        .retryDeadline(Duration.ofSeconds(3))
        .unreachable(Duration.ofMillis(200))
        .build();
  }
}
