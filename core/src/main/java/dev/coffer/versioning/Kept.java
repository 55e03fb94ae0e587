package dev.coffer.versioning;

import dev.coffer.FileInfo;
import java.util.Optional;

/** A version or a deletion as it is kept. */
record Kept(VersionId id, long size) {
  /** Whether it is the current file: a version is kept before it is replaced. */
  boolean isCurrent(Optional<FileInfo> current) {
    return current.filter(id::isOf).isPresent();
  }

  FileVersion version() {
    return new FileVersion(id.text(), id.time(), id.isDeletion() ? 0 : size, id.isDeletion());
  }
}
