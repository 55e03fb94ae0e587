package dev.coffer.memory;

import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks the sorted names below a directory; of what lies deeper than it shall show, it looks at one
 * name a directory.
 */
final class Listing implements Iterator<Entry> {
  private final Names names;
  private final Runnable checkpoint;
  private final boolean recursive;
  private final String prefix;
  private final String startAfter;

  private Iterator<String> candidates;
  private @Nullable Entry upcoming;

  /**
   * Starts a listing.
   *
   * @param checkpoint run before each entry; throws to end the listing
   */
  Listing(Names names, FilePath directory, ListOptions options, Runnable checkpoint) {
    this.names = names;
    this.checkpoint = checkpoint;
    this.recursive = options.isRecursive();
    this.prefix = directory.isRoot() ? "" : directory + "/";
    this.startAfter = options.startAfter().orElse("");
    boolean later = FilePath.compareUtf8(startAfter, prefix) > 0;
    this.candidates = names.files().tailSet(later ? startAfter : prefix, false).iterator();
  }

  @Override
  public boolean hasNext() {
    checkpoint.run();
    while (upcoming == null && candidates.hasNext()) {
      String name = candidates.next();
      if (name.startsWith(prefix)) {
        upcoming = look(name);
      } else {
        candidates = Collections.emptyIterator();
      }
    }
    return upcoming != null;
  }

  @Override
  public Entry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Entry entry = upcoming;
    upcoming = null;
    return Objects.requireNonNull(entry);
  }

  /** The entry that a name stands for, or null; passes over the rest of a directory. */
  private @Nullable Entry look(String name) {
    int slash = recursive ? -1 : name.indexOf('/', prefix.length());
    if (slash < 0) {
      StoredFile file = names.get(name);
      return file == null ? null : file.info();
    }
    // '0' follows '/', so this is behind everything in the directory.
    candidates = names.files().tailSet(name.substring(0, slash) + "0", true).iterator();
    boolean behind = FilePath.compareUtf8(name.substring(0, slash + 1), startAfter) > 0;
    return behind ? new Directory(FilePath.of(name.substring(0, slash))) : null;
  }
}
