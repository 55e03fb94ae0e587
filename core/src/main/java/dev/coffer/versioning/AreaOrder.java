package dev.coffer.versioning;

import static java.util.Comparator.comparing;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Files in the order in which a listing of the area has their versions. They come in path order, in
 * which {@code a} is before {@code a.txt}; its versions, {@code a/.coffer/…}, are behind it. No
 * more files wait at a time than a path has beginnings.
 */
final class AreaOrder implements Iterator<FileInfo> {
  private static final String AREA = "/.coffer/";

  private final Iterator<FileInfo> files;
  private final Queue<FileInfo> waiting =
      new PriorityQueue<>(comparing(FileInfo::path, AreaOrder::compare));
  private String latest = "";

  AreaOrder(Iterator<FileInfo> files) {
    this.files = files;
  }

  /** Compares paths by what a listing of the area begins with for them. */
  static int compare(FilePath one, FilePath other) {
    return FilePath.compareUtf8(key(one), key(other));
  }

  private static String key(FilePath path) {
    return path + AREA;
  }

  @Override
  public boolean hasNext() {
    return !waiting.isEmpty() || files.hasNext();
  }

  @Override
  public FileInfo next() {
    while (files.hasNext() && !isReady()) {
      FileInfo file = files.next();
      latest = file.path().toString();
      waiting.add(file);
    }
    if (waiting.isEmpty()) {
      throw new NoSuchElementException();
    }
    return waiting.remove();
  }

  /** Whether whatever comes is behind the first that waits: what comes is behind the latest. */
  private boolean isReady() {
    FileInfo first = waiting.peek();
    return first != null && FilePath.compareUtf8(latest, key(first.path())) > 0;
  }
}
