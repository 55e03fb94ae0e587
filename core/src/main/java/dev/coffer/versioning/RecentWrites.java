package dev.coffer.versioning;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files that were written last. A write to another path first tries to create the file, which
 * is one request where the guess is right. What was written is remembered, so that it need not be
 * looked at where a write tells it as it is: if another has changed it, the copy that keeps it is
 * refused.
 */
final class RecentWrites {
  private static final int MOST = 1000;

  private final Map<FilePath, FileInfo> files =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FilePath, FileInfo> eldest) {
          return size() > MOST;
        }
      };

  /** Returns what was written to a path; another may have changed it since. */
  synchronized Optional<FileInfo> find(FilePath path) {
    return Optional.ofNullable(files.get(path));
  }

  synchronized void add(FileInfo written) {
    files.put(written.path(), withoutMetadata(written));
  }

  private static FileInfo withoutMetadata(FileInfo file) {
    return new FileInfo(
        file.path(), file.size(), file.lastModified(), file.etag(), Optional.empty(), Map.of());
  }

  synchronized void remove(FilePath path) {
    files.remove(path);
  }
}
