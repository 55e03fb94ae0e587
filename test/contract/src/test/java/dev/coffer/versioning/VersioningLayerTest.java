package dev.coffer.versioning;

import dev.coffer.FileStore;
import dev.coffer.testkit.VersioningLayerContract;

/** Whatever happens between two calls of the layer, nothing is lost. */
class VersioningLayerTest extends VersioningLayerContract {
  @Override
  protected FileStore versioned(FileStore below) {
    return new VersioningFileStore(below);
  }
}
