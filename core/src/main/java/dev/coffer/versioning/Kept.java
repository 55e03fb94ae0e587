package dev.coffer.versioning;

/** A version or a deletion as it is kept. */
record Kept(VersionId id, long size) {
  FileVersion version() {
    return new FileVersion(id.text(), id.time(), id.isDeletion() ? 0 : size, id.isDeletion());
  }
}
