package dev.coffer.app;

import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.util.HashMap;
import java.util.Map;

/** How many bytes are stored for each child of a directory. */
final class StoredSums {
  private final FilePath directory;
  private final Map<String, Long> sums = new HashMap<>();
  private long total;

  StoredSums(FilePath directory) {
    this.directory = directory;
  }

  /** Adds a file with the size of its stored bytes. */
  void add(FileInfo file) {
    sums.merge(Display.path(childOf(file, directory)), file.size(), Long::sum);
    total += file.size();
  }

  long of(Entry child) {
    return sums.getOrDefault(Display.path(child), 0L);
  }

  long total() {
    return total;
  }

  /** Returns the child of a directory that a file is, or that it is below. */
  static Entry childOf(FileInfo file, FilePath directory) {
    String below = file.path().relativeTo(directory).toString();
    int slash = below.indexOf('/');
    return slash < 0
        ? file
        : new Directory(directory.resolve(FilePath.of(below.substring(0, slash))));
  }
}
