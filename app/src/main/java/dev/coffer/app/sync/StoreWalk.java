package dev.coffer.app.sync;

import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.OmittedName;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a store, by one recursive listing as long as that succeeds. A listing that fails
 * within is taken up directory by directory, so that a directory that cannot be read is told and
 * only what is below it is missing. If the directory at the top cannot be listed, the walk fails.
 */
final class StoreWalk implements Iterator<FileInfo>, AutoCloseable {
  private final FileStore store;
  private final SkippedFiles leftovers;
  private final Deque<Part> parts = new ArrayDeque<>();
  private final OmittedOnce omitted = new OmittedOnce();
  private String last = "";
  private @Nullable FileInfo next;

  /** The listing of one directory, begun when it is asked first. */
  private final class Part {
    private final FilePath directory;
    private final boolean recursive;
    private @Nullable Stream<Entry> stream;
    private @Nullable Iterator<Entry> entries;

    Part(FilePath directory, boolean recursive) {
      this.directory = directory;
      this.recursive = recursive;
    }

    /** Nothing at the end. */
    @Nullable Entry next() {
      if (entries == null) {
        stream = store.list(directory, options());
        entries = stream.iterator();
      }
      return entries.hasNext() ? entries.next() : null;
    }

    private ListOptions options() {
      ListOptions options = ListOptions.DEFAULTS.onOmitted(StoreWalk.this::omit);
      if (!recursive) {
        return options;
      }
      return last.isEmpty() ? options.recursive() : options.recursive().startAfter(last);
    }

    void close() {
      if (stream != null) {
        stream.close();
      }
    }
  }

  StoreWalk(FileStore store, SkippedFiles leftovers) {
    this.store = store;
    this.leftovers = leftovers;
    parts.push(new Part(FilePath.ROOT, true));
  }

  /** A name may be told again by the listing that takes up one that failed. */
  private void omit(OmittedName name) {
    if (omitted.isNew(name.name(), last)) {
      leftovers.omitted(name);
    }
  }

  @Override
  public boolean hasNext() {
    for (Part part = parts.peek(); next == null && part != null; part = parts.peek()) {
      advance(part);
    }
    return next != null;
  }

  @Override
  public FileInfo next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    FileInfo file = next;
    last = file.path().toString();
    next = null;
    return file;
  }

  private void advance(Part part) {
    Entry entry;
    try {
      entry = part.next();
    } catch (PermissionDeniedException | StorageFailureException e) {
      end(part);
      divide(part, e);
      return;
    }
    if (entry == null) {
      end(part);
    } else if (entry instanceof FileInfo file) {
      next = part.recursive || isBehind(file.path().toString()) ? file : null;
    } else if (isBehind(entry.path() + "/") || last.startsWith(entry.path() + "/")) {
      parts.push(new Part(entry.path(), true));
    }
  }

  private boolean isBehind(String path) {
    return FilePath.compareUtf8(path, last) > 0;
  }

  private void end(Part part) {
    parts.pop();
    part.close();
  }

  private void divide(Part part, RuntimeException failure) {
    if (part.recursive) {
      parts.push(new Part(part.directory, false));
    } else if (part.directory.isRoot()) {
      throw failure;
    } else {
      leftovers.unreadable(part.directory + "/", failure);
    }
  }

  @Override
  public void close() {
    parts.forEach(Part::close);
    parts.clear();
  }
}
