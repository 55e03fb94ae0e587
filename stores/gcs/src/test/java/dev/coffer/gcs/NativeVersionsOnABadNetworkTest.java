package dev.coffer.gcs;

import dev.coffer.FileStore;
import dev.coffer.testkit.remote.VersionsOnABadNetworkContract;
import dev.coffer.versioning.NativeVersioningFileStore;
import dev.coffer.versioning.Retention;
import java.net.URI;
import org.junit.jupiter.api.Tag;

/** The generations of a bucket on a bad network, with clients that change the same paths. */
@Tag("one-jdk")
class NativeVersionsOnABadNetworkTest extends VersionsOnABadNetworkContract {
  private final String bucket = Fake.newVersionedBucket();

  @Override
  protected URI server() {
    return Fake.server().uri();
  }

  @Override
  protected FileStore open(URI endpoint) {
    FileStore store = Fake.at(endpoint, bucket).prefix("some/where").build();
    return NativeVersioningFileStore.of(store, Retention.ALL).orElseThrow();
  }
}
