package dev.coffer.memory;

import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import dev.coffer.spi.OwnArea;
import java.util.Collections;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks the sorted files below a directory; below the depth that it lists, it visits one file per
 * directory.
 */
final class MemoryListing extends AbstractSpliterator<Entry> {
  private final MemoryTree names;
  private final Runnable checkpoint;
  private final boolean recursive;
  private final String prefix;
  private final String startAfter;

  /** Whether the listing begins in Coffer's own area, which is hidden from all others. */
  private final boolean isOwn;

  private Iterator<MemoryTree.File> candidates;

  /**
   * Starts a listing.
   *
   * @param checkpoint run before each entry; throws to end the listing
   */
  MemoryListing(MemoryTree names, FilePath directory, ListOptions options, Runnable checkpoint) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.names = names;
    this.checkpoint = checkpoint;
    this.recursive = options.isRecursive();
    this.prefix = directory.isRoot() ? "" : directory + "/";
    this.startAfter = options.startAfter().orElse("");
    this.isOwn = OwnArea.contains(directory);
    boolean later = FilePath.compareUtf8(startAfter, prefix) > 0;
    this.candidates = names.filesFrom(later ? startAfter : prefix, false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super Entry> action) {
    checkpoint.run();
    while (candidates.hasNext()) {
      MemoryTree.File file = candidates.next();
      if (!file.name().startsWith(prefix)) {
        candidates = Collections.emptyIterator();
        return false;
      }
      Entry entry = entryOf(file);
      if (entry != null) {
        action.accept(entry);
        return true;
      }
    }
    return false;
  }

  /** The JDK's own loop is shared by all kinds of streams, so the JVM cannot specialise it. */
  @Override
  public void forEachRemaining(Consumer<? super Entry> action) {
    boolean more = true;
    while (more) {
      more = tryAdvance(action);
    }
  }

  /** Returns the entry for a file, or null; skips the rest of a directory. */
  private @Nullable Entry entryOf(MemoryTree.File file) {
    String name = file.name();
    if (!isOwn && name.startsWith(InMemoryFileStore.AREA)) {
      candidates = names.filesFrom(InMemoryFileStore.BEHIND_AREA, true);
      return null;
    }
    int slash = recursive ? -1 : name.indexOf('/', prefix.length());
    if (slash < 0) {
      StoredFile stored = names.at(file);
      return stored == null ? null : stored.info();
    }
    // '0' follows '/', so this is after everything in the directory.
    candidates = names.filesFrom(name.substring(0, slash) + "0", true);
    boolean behind = FilePath.compareUtf8(name.substring(0, slash + 1), startAfter) > 0;
    return behind ? new Directory(OwnArea.ofListed(name.substring(0, slash))) : null;
  }
}
