package dev.coffer.local;

import dev.coffer.FilePath;
import java.io.IOException;

/** What every write, copy and move of one store needs. */
record WriteContext(
    Root root,
    Durability durability,
    LocalErrors errors,
    ParentDirectories parents,
    Permissions permissions) {

  boolean syncsFiles() {
    return durability != Durability.NONE;
  }

  boolean syncsDirectories() {
    return durability == Durability.FULL;
  }

  /** A file whose metadata could not be read again is neither written nor moved. */
  void requireReach(String operation, FilePath path, Metadata metadata) throws IOException {
    if (!metadata.isEmpty() && !MetadataRecords.canReach(root, path)) {
      throw errors.unreachable(operation, path);
    }
  }
}
