package dev.coffer.versioning;

import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The files and directories in a directory, out of all files below it in the order of paths. */
final class Children implements Iterator<Entry> {
  private final int nameAt;
  private final String start;
  private final Iterator<FileInfo> files;

  /** The directory that was found last, with a slash. */
  private String latest = "/";

  private @Nullable Entry next;

  /**
   * Creates the children.
   *
   * @param start the entry behind which they begin; empty for all
   */
  Children(FilePath directory, String start, Iterator<FileInfo> files) {
    this.nameAt = directory.isRoot() ? 0 : directory.toString().length() + 1;
    this.start = start;
    this.files = files;
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
