package dev.coffer.local;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.util.Map;
import java.util.Optional;

/**
 * Content type and metadata of one version of a file, as they are stored beside its bytes.
 *
 * <p>A file that has a record carries a time of modification of whole microseconds, so that a file
 * without one, which is nearly every file, is recognised by the attributes that are read anyway.
 */
record Metadata(Optional<String> contentType, Map<String, String> pairs) {
  static final Metadata NONE = new Metadata(Optional.empty(), Map.of());

  boolean isEmpty() {
    return contentType.isEmpty() && pairs.isEmpty();
  }

  /** Whether a file may have a record: one in a thousand that has none may look as if. */
  static boolean isPossibleFor(FileAttributes node) {
    return node.modified() % 1000 == 0;
  }

  FileInfo describe(FilePath path, FileAttributes node) {
    return new FileInfo(path, node.size(), node.lastModified(), node.etag(), contentType, pairs);
  }
}
