package dev.coffer.memory;

import dev.coffer.FilePath;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * What each name of a store is: a file, or a directory with a count of what it holds.
 *
 * <p>One table for both makes a name one or the other by construction, and each change of a name is
 * one step without a lock that names share. A new file first counts itself into its directories,
 * then takes its own name; a file that goes does it the other way round. Reads take no lock. The
 * names of files stand in a sorted set besides, for listings.
 */
final class Names {
  /**
   * From the file that is there, or null, to the one that shall be; throws to leave things as they
   * are.
   */
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

  private record File(StoredFile stored) implements Name {}

  /** A directory, with the number of files anywhere below it. */
  private record Folder(int files) implements Name {}

  private final ConcurrentHashMap<String, Name> table = new ConcurrentHashMap<>();
  private final ConcurrentSkipListSet<String> files =
      new ConcurrentSkipListSet<>(FilePath::compareUtf8);

  @Nullable StoredFile get(String path) {
    return table.get(path) instanceof File file ? file.stored : null;
  }

  /** The names of all files, in order. */
  NavigableSet<String> files() {
    return files;
  }

  /**
   * Changes what is at a name, in one step for every reader.
   *
   * @throws NameTakenException when the name is a directory, or one above it a file
   */
  StoredFile put(FilePath path, Change change) {
    StoredFile replaced = replace(path.toString(), change);
    return replaced != null ? replaced : create(path, change);
  }

  /** Changes a file that is there; null when there is none. */
  private @Nullable StoredFile replace(String path, Change change) {
    Name after =
        table.computeIfPresent(
            path,
            (key, name) -> name instanceof File file ? new File(change.apply(file.stored)) : name);
    if (after instanceof Folder) {
      throw new NameTakenException("there is a directory of that name");
    }
    return after == null ? null : ((File) after).stored;
  }

  private StoredFile create(FilePath path, Change change) {
    List<String> counted = new ArrayList<>();
    boolean[] created = new boolean[1];
    try {
      for (String folder : foldersOf(path)) {
        count(folder, 1);
        counted.add(folder);
      }
      Name after =
          table.compute(
              path.toString(),
              (key, name) -> {
                if (name instanceof Folder) {
                  throw new NameTakenException("there is a directory of that name");
                }
                StoredFile stored = change.apply(name == null ? null : ((File) name).stored);
                created[0] = name == null && files.add(key);
                return new File(stored);
              });
      return ((File) after).stored;
    } finally {
      if (!created[0]) {
        counted.forEach(folder -> count(folder, -1));
      }
    }
  }

  /**
   * Removes a file.
   *
   * @param expected remove it only while it is this one; null for whatever is there
   * @return the file that was removed, or null
   */
  @Nullable StoredFile remove(FilePath path, @Nullable StoredFile expected) {
    @Nullable StoredFile[] removed = new StoredFile[1];
    table.computeIfPresent(
        path.toString(),
        (key, name) -> {
          if (name instanceof File file && (expected == null || isSame(expected, file.stored))) {
            removed[0] = file.stored;
            files.remove(key);
            return null;
          }
          return name;
        });
    if (removed[0] != null) {
      foldersOf(path).forEach(folder -> count(folder, -1));
    }
    return removed[0];
  }

  private static boolean isSame(StoredFile one, StoredFile other) {
    return one.info().etag().equals(other.info().etag());
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

  /** The directories that hold a path, the nearest first, without the root. */
  private static List<String> foldersOf(FilePath path) {
    String name = path.toString();
    List<String> folders = new ArrayList<>();
    for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
      folders.add(name.substring(0, slash));
    }
    return folders;
  }
}
