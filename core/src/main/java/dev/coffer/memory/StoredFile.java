package dev.coffer.memory;

import dev.coffer.FileInfo;

/** A file: its information, and its bytes, which never change and are never passed out. */
final class StoredFile {
  private final FileInfo info;
  private final byte[] bytes;

  StoredFile(FileInfo info, byte[] bytes) {
    this.info = info;
    this.bytes = bytes;
  }

  FileInfo info() {
    return info;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Returns whether it is the same version of a file, at any path. */
  boolean hasEtagOf(StoredFile other) {
    return info.etag().equals(other.info.etag());
  }
}
