package dev.coffer.gcs;

import dev.coffer.FileStore;
import dev.coffer.testkit.FileStoreContract;
import dev.coffer.versioning.VersioningFileStore;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/** The contract on a bucket with earlier versions. */
@Tag("thorough")
class VersioningContractTest extends FileStoreContract {
  private String bucket = "none";

  private FileStore open() {
    return new VersioningFileStore(Fake.in(bucket).prefix("some/where").build());
  }

  @Override
  protected FileStore newStore() {
    bucket = Fake.newBucket();
    return open();
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(open());
  }

  @Override
  public int largeDirectory() {
    return 1_100;
  }

  @Override
  public int longestPath() {
    return 1024 - "some/where/".length();
  }
}
