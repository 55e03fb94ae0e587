package dev.coffer.retry;

import dev.coffer.FileStore;
import dev.coffer.testkit.VersioningLayerContract;
import dev.coffer.versioning.VersioningFileStore;
import java.time.Duration;

/** A call whose answer is lost is made again, below a layer that must not take it for two. */
class VersionsAboveRetriesTest extends VersioningLayerContract {
  private static final RetryOptions AT_ONCE =
      RetryOptions.DEFAULTS.attempts(3).delays(Duration.ZERO, Duration.ZERO);

  @Override
  protected FileStore versioned(FileStore below) {
    return new VersioningFileStore(new RetryingFileStore(below, AT_ONCE));
  }
}
