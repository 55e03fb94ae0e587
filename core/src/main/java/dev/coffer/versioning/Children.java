package dev.coffer.versioning;

import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files and directories in a directory, out of all files below it in the order of paths. */
final class Children implements Iterator<Entry> {
  private final int nameAt;
  private final String start;
  private final Iterator<FileInfo> files;

  /** The directory that was found last, with a slash. */
  private String latest = "/";

  private @Nullable Entry next;

  private Children(FilePath directory, ListOptions options, Iterator<FileInfo> files) {
    this.nameAt = directory.isRoot() ? 0 : directory.toString().length() + 1;
    this.start = options.startAfter().orElse("");
    this.files = files;
  }

  /**
   * Returns what a listing shows.
   *
   * @param files all files below the directory, behind the entry at which the listing begins
   */
  static Stream<Entry> listed(FilePath directory, ListOptions options, Stream<FileInfo> files) {
    return options.isRecursive()
        ? files.map(Entry.class::cast)
        : KeptVersions.stream(new Children(directory, options, files.iterator()), files::close);
  }

  @Override
  public boolean hasNext() {
    while (next == null && files.hasNext()) {
      next = child(files.next());
    }
    return next != null;
  }

  @Override
  public Entry next() {
    Entry found = hasNext() ? next : null;
    if (found == null) {
      throw new NoSuchElementException();
    }
    next = null;
    return found;
  }

  /** Returns null if the file is in the directory that was found last. */
  private @Nullable Entry child(FileInfo file) {
    String path = file.path().toString();
    int slash = path.indexOf('/', nameAt);
    if (slash < 0) {
      return file;
    }
    if (path.startsWith(latest)) {
      return null;
    }
    latest = path.substring(0, slash + 1);
    boolean behind = FilePath.compareUtf8(latest, start) > 0;
    return behind ? new Directory(FilePath.of(latest)) : null;
  }
}
