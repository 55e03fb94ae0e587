package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.Layer;
import dev.coffer.versioning.VersioningFileStore;

/** The contract on the layer of the moment. Run by {@link BrokenVersionsTest} alone. */
class SuspectVersionsContract extends VersioningLayerContract {
  private static volatile Layer suspect = VersioningFileStore::new;

  /** Sets what the next run is about. */
  static void suspect(Layer layer) {
    suspect = layer;
  }

  @Override
  protected FileStore versioned(FileStore below) {
    return suspect.wrap(below);
  }
}
