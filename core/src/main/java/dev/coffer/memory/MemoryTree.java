package dev.coffer.memory;

import dev.coffer.FilePath;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The kind of each name of a store: a file, or a directory with the number of files below it.
 *
 * <p>A single table for both ensures that a name is one or the other, and each change of a name is
 * one step without a lock shared by names. A new file is first counted in its directories, then
 * takes its own name; a removal works the other way round. Reads take no lock. The files are also
 * in a sorted map, for listings.
 */
final class MemoryTree {
  /** Maps the existing file, or null, to the new one; throws to change nothing. */
  interface Change {
    StoredFile apply(@Nullable StoredFile present);
  }

  /** The name, or one above it, is of the other kind. */
  static final class NameTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NameTakenException(String message) {
      super(message, null, false, false);
    }
  }

  private sealed interface Name permits File, Folder {}

  /** The slot of a file, as long as a file with that name exists. */
  static final class File implements Name {
    private final String name;

    /** Null once the file is removed. */
    private volatile @Nullable StoredFile stored;

    /** Whether it is in the table; it is added to the sorted map a moment earlier. */
    private volatile boolean settled;

    private File(String name, StoredFile stored) {
      this.name = name;
      this.stored = stored;
    }

    String name() {
      return name;
    }

    private StoredFile change(Change change) {
      StoredFile after = change.apply(stored);
      stored = after;
      return after;
    }
  }

  /** A directory, with the number of files anywhere below it. */
  private record Folder(int files) implements Name {}

  private final ConcurrentHashMap<String, Name> table = new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<String, File> files =
      new ConcurrentSkipListMap<>(FilePath::compareUtf8);

  @Nullable StoredFile get(String path) {
    return table.get(path) instanceof File file ? file.stored : null;
  }

  /** Returns the file in a slot that a listing has reached; null if {@link #get} finds none. */
  @Nullable StoredFile at(File place) {
    return place.settled ? place.stored : get(place.name);
  }

  /** The files from a name on, in the order of their names. */
  Iterator<File> filesFrom(String name, boolean inclusive) {
    return files.tailMap(name, inclusive).values().iterator();
  }

  /**
   * Changes a name atomically.
   *
   * @throws NameTakenException if the name is a directory, or one above it a file
   */
  StoredFile put(FilePath path, Change change) {
    StoredFile replaced = replace(path.toString(), change);
    return replaced != null ? replaced : create(path, change);
  }

  /** Changes an existing file; returns null if there is none. */
  private @Nullable StoredFile replace(String path, Change change) {
    @Nullable StoredFile[] changed = new StoredFile[1];
    Name after =
        table.computeIfPresent(
            path,
            (key, name) -> {
              if (name instanceof File file) {
                changed[0] = file.change(change);
              }
              return name;
            });
    if (after instanceof Folder) {
      throw new NameTakenException("there is a directory of that name");
    }
    return changed[0];
  }

  private StoredFile create(FilePath path, Change change) {
    List<String> counted = new ArrayList<>();
    @Nullable StoredFile[] changed = new StoredFile[1];
    @Nullable File[] created = new File[1];
    try {
      for (String folder : foldersOf(path)) {
        count(folder, 1);
        counted.add(folder);
      }
      Name unused =
          table.compute(
              path.toString(),
              (key, name) -> {
                if (name instanceof Folder) {
                  throw new NameTakenException("there is a directory of that name");
                }
                if (name instanceof File file) {
                  changed[0] = file.change(change);
                  return file;
                }
                changed[0] = change.apply(null);
                created[0] = new File(key, changed[0]);
                files.put(key, created[0]);
                return created[0];
              });
      return Objects.requireNonNull(changed[0]);
    } finally {
      if (created[0] == null) {
        counted.forEach(folder -> count(folder, -1));
      } else {
        created[0].settled = true;
      }
    }
  }

  /**
   * Removes a file.
   *
   * @param wanted whether the existing file is the one to remove; throws to change nothing
   * @return the file that was removed, or null
   */
  @Nullable StoredFile remove(FilePath path, Predicate<StoredFile> wanted) {
    @Nullable StoredFile[] removed = new StoredFile[1];
    table.computeIfPresent(
        path.toString(),
        (key, name) -> {
          if (!(name instanceof File file) || file.stored == null || !wanted.test(file.stored)) {
            return name;
          }
          removed[0] = file.stored;
          file.stored = null;
          files.remove(key);
          return null;
        });
    if (removed[0] != null) {
      foldersOf(path).forEach(folder -> count(folder, -1));
    }
    return removed[0];
  }

  private void count(String folder, int change) {
    table.compute(
        folder,
        (key, name) -> {
          if (name instanceof File) {
            throw new NameTakenException("'" + folder + "' is a file");
          }
          int count = (name == null ? 0 : ((Folder) name).files) + change;
          return count == 0 ? null : new Folder(count);
        });
  }

  /** Returns the directories above a path, the nearest first, without the root. */
  private static List<String> foldersOf(FilePath path) {
    String name = path.toString();
    List<String> folders = new ArrayList<>();
    for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
      folders.add(name.substring(0, slash));
    }
    return folders;
  }
}
