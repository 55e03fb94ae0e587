package dev.coffer.gcs;

import dev.coffer.FileStore;
import dev.coffer.testkit.remote.RemoteStoreContract;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class RemoteStoreTest extends RemoteStoreContract {
  private static String bucket = "";

  @BeforeAll
  static void makeBucket() {
    bucket = Fake.newBucket();
  }

  @Override
  public URI server() {
    return Fake.server().uri();
  }

  @Override
  protected FileStore openStore(URI endpoint, String place) {
    return Fake.at(endpoint, bucket).prefix(place).connections(16).partSize(4 << 20).build();
  }

  @Override
  public int manyFiles() {
    return Boolean.getBoolean("coffer.thorough") ? 100_000 : super.manyFiles();
  }

  @Override
  public int deletionsInARequest() {
    return GcsLimits.LARGEST_BATCH;
  }
}
