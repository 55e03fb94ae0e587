package dev.coffer.event;

import dev.coffer.Capability;
import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ListOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/** Deletes files, a bounded number with one intent. */
final class AnnouncedDeletion {
  private static final int FILES_PER_INTENT = 1000;

  /** How often a directory is scanned again for files that were written into it meanwhile. */
  private static final int MOST_PASSES = 8;

  private final FileStore store;
  private final Announcer announcer;

  AnnouncedDeletion(FileStore store, Announcer announcer) {
    this.store = store;
    this.announcer = announcer;
  }

  void files(Collection<FilePath> paths) {
    List<FilePath> files = new ArrayList<>(new LinkedHashSet<>(paths));
    if (store.capabilities().has(Capability.EXCLUSIVE_NAMES) || files.size() == 1) {
      files.removeIf(this::isOnlyDirectory);
    }
    List<FileStoreException> failures = new ArrayList<>();
    for (int from = 0; from < files.size(); from += FILES_PER_INTENT) {
      announcer.delete(
          files.subList(from, Math.min(files.size(), from + FILES_PER_INTENT)), failures);
    }
    if (!failures.isEmpty()) {
      throw FileStoreException.ofAll(failures);
    }
  }

  private boolean isOnlyDirectory(FilePath path) {
    try (Stream<Entry> entries =
        store.list(path, ListOptions.DEFAULTS.pageSize(1).withoutSizes())) {
      return entries.findFirst().isPresent() && store.stat(path).isEmpty();
    } catch (FileStoreException e) {
      return false; // the deletion says what is wrong
    }
  }

  void directory(FilePath directory) {
    announcer.deleteDirectory(directory, () -> parts(directory));
  }

  private void parts(FilePath directory) {
    int passes = 0;
    boolean found;
    do {
      found = pass(directory);
    } while (found && ++passes < MOST_PASSES);
    store.deleteDirectory(directory); // what no listing shows
  }

  /** Deletes each file that a listing finds. */
  private boolean pass(FilePath directory) {
    List<FileStoreException> failures = new ArrayList<>();
    boolean found = false;
    try (Stream<Entry> entries =
        store.list(directory, ListOptions.DEFAULTS.recursive().withoutSizes())) {
      Iterator<Entry> rest = entries.iterator();
      while (rest.hasNext()) {
        found = true;
        announcer.deletePart(some(rest), failures);
      }
    }
    if (!failures.isEmpty()) {
      throw FileStoreException.ofAll(failures);
    }
    return found;
  }

  private static List<FilePath> some(Iterator<Entry> entries) {
    List<FilePath> paths = new ArrayList<>();
    while (entries.hasNext() && paths.size() < FILES_PER_INTENT) {
      paths.add(entries.next().path());
    }
    return paths;
  }
}
