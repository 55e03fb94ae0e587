package dev.coffer.s3;

import dev.coffer.FileStore;
import dev.coffer.testkit.remote.HostileServer;
import dev.coffer.testkit.remote.HostileServerContract;
import dev.coffer.testkit.s3.HostileS3Server;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class HostileServerTest extends HostileServerContract {
  @Override
  protected HostileServer newServer() {
    return new HostileS3Server();
  }

  @Override
  protected FileStore openStore(URI endpoint, String prefix) {
    return new Server(endpoint, "canary-id", "canary-secret")
        .in("bucket")
        .prefix(prefix)
        .retryDeadline(Duration.ofSeconds(3))
        .build();
  }
}
