package dev.coffer.redis;

import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.cache.SharedCache;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one process tells the others of changes: lines, of which the first is the sender, the second
 * is {@code files} or {@code below}, and each other one a path. Paths have no line breaks.
 */
record CacheMessage(String sender, String kind, List<String> paths) {
  private static final String FILES = "files";
  private static final String BELOW = "below";

  static CacheMessage files(String sender, Collection<FilePath> paths) {
    return new CacheMessage(sender, FILES, paths.stream().map(FilePath::toString).toList());
  }

  static CacheMessage below(String sender, FilePath directory) {
    return new CacheMessage(sender, BELOW, List.of(directory.toString()));
  }

  static CacheMessage parse(String text) {
    List<String> lines = text.lines().collect(Collectors.toList());
    while (lines.size() < 3) {
      lines.add("");
    }
    return new CacheMessage(lines.get(0), lines.get(1), lines.subList(2, lines.size()));
  }

  /** Tells a cache of it. What is no path is none that a cache holds. */
  void tell(SharedCache.Listener listener) {
    for (String each : paths) {
      try {
        FilePath path = FilePath.of(each);
        if (kind.equals(FILES)) {
          listener.changed(path);
        } else {
          listener.changedBelow(path);
        }
      } catch (FileStoreException e) {
        // From somebody else.
      }
    }
  }

  @Override
  public String toString() {
    return sender + "\n" + kind + "\n" + String.join("\n", paths);
  }
}
