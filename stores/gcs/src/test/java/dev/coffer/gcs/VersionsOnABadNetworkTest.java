package dev.coffer.gcs;

import dev.coffer.FileStore;
import dev.coffer.testkit.remote.VersionsOnABadNetworkContract;
import dev.coffer.versioning.VersioningFileStore;
import java.net.URI;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class VersionsOnABadNetworkTest extends VersionsOnABadNetworkContract {
  private final String bucket = Fake.newBucket();

  @Override
  protected URI server() {
    return Fake.server().uri();
  }

  @Override
  protected FileStore open(URI endpoint) {
    return new VersioningFileStore(Fake.at(endpoint, bucket).prefix("some/where").build());
  }
}
