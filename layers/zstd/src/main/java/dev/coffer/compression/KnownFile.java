package dev.coffer.compression;

import dev.coffer.FileInfo;
import java.util.Optional;

/**
 * What is known of a version of a file.
 *
 * @param etag of the version
 * @param layout how it is compressed, perhaps without the lengths of the frames; empty if it is
 *     stored as it is
 */
record KnownFile(String etag, Optional<StoredLayout> layout) {
  /** Returns what the store below says of this version, with the size that users see. */
  FileInfo seenByUsers(FileInfo stored) {
    return layout.map(StoredLayout::plainSize).map(size -> sized(stored, size)).orElse(stored);
  }

  /** Returns whether a range can be read without a further look at the file. */
  boolean isComplete() {
    return layout.map(StoredLayout::isComplete).orElse(true);
  }

  private static FileInfo sized(FileInfo info, long size) {
    return new FileInfo(
        info.path(), size, info.lastModified(), info.etag(), info.contentType(), info.metadata());
  }
}
