package dev.coffer.local;

import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.InvalidFilePathException;
import dev.coffer.ListOptions;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Lists a directory, or all below it, in the order of paths. Of each directory on the way down it
 * holds the names, sorted; each name is looked at when its turn comes, and no sooner.
 */
final class Listing implements AutoCloseable {
  private final boolean recursive;
  private final String startAfter;
  private final Deque<Level> levels = new ArrayDeque<>();

  /**
   * Starts a listing.
   *
   * @param lease the directory; closed with the listing
   */
  Listing(Folders.Lease lease, FilePath directory, ListOptions options) throws IOException {
    this.recursive = options.isRecursive();
    this.startAfter = options.startAfter().orElse("");
    levels.push(new Level(lease.folder(), lease::close, directory));
  }

  /** The next entry; nothing at the end. */
  Optional<Entry> next() throws IOException {
    for (Level level = levels.peek(); level != null; level = levels.peek()) {
      Entry entry = level.next();
      if (entry == null) {
        levels.pop().close();
      } else if (!entry.isDirectory()) {
        if (isBehindStart(entry.path().toString())) {
          return Optional.of(entry);
        }
      } else if (!recursive) {
        if (isBehindStart(entry.path() + "/")) {
          return Optional.of(entry);
        }
      } else if (mayHoldLater(entry.path() + "/")) {
        descend(level.folder, entry.path());
      }
    }
    return Optional.empty();
  }

  private boolean isBehindStart(String entry) {
    return FilePath.compareUtf8(entry, startAfter) > 0;
  }

  private boolean mayHoldLater(String directory) {
    return startAfter.startsWith(directory) || isBehindStart(directory);
  }

  private void descend(Folder parent, FilePath directory) throws IOException {
    Folder folder;
    try {
      folder = parent.folder(directory.name());
    } catch (NoSuchFileException | NotDirectoryException e) {
      return; // deleted or swapped since it was looked at
    }
    levels.push(new Level(folder, folder::close, directory));
  }

  @Override
  public void close() {
    while (!levels.isEmpty()) {
      levels.pop().close();
    }
  }

  /**
   * One directory. Names are sorted as they are, but a directory's place is that of its name with a
   * {@code /} behind: a directory waits until the names before that have had their turn.
   */
  private final class Level {
    final Folder folder;
    private final Runnable close;
    private final FilePath directory;
    private final List<Path> names;
    private final PriorityQueue<String> waiting = new PriorityQueue<>(FilePath::compareUtf8);
    private int position;

    Level(Folder folder, Runnable close, FilePath directory) throws IOException {
      this.folder = folder;
      this.directory = directory;
      this.close = close;
      try {
        this.names = sortedNames(folder);
      } catch (IOException | RuntimeException | Error e) {
        close.run();
        throw e;
      }
    }

    private List<Path> sortedNames(Folder folder) throws IOException {
      List<Path> names = new ArrayList<>();
      try (DirectoryStream<Path> stream = folder.names()) {
        stream.forEach(path -> names.add(path.getFileName()));
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
      names.sort(folder.order());
      return names;
    }

    @Nullable Entry next() throws IOException {
      while (position < names.size() || !waiting.isEmpty()) {
        String directoryName = waiting.peek();
        boolean isNext =
            directoryName != null
                && (position == names.size()
                    || FilePath.compareUtf8(directoryName, names.get(position).toString()) < 0);
        if (directoryName != null && isNext) {
          waiting.remove();
          return new Directory(path(directoryName.substring(0, directoryName.length() - 1)));
        }
        Path name = names.get(position++);
        Entry entry = isPastStart(name) ? look(name) : null;
        if (entry != null) {
          return entry;
        }
      }
      return null;
    }

    /** Whether what is of that name, or below it, can be listed; names before need no look. */
    private boolean isPastStart(Path name) {
      if (startAfter.isEmpty()) {
        return true;
      }
      String path = directory.isRoot() ? name.toString() : directory + "/" + name;
      return isBehindStart(path) || mayHoldLater(path + "/");
    }

    /**
     * A file's entry; null for a directory, which then waits, and for what the store does not know.
     */
    private @Nullable Entry look(Path file) throws IOException {
      String name = file.toString();
      if (name.equalsIgnoreCase(Area.NAME)) {
        return null;
      }
      Node node = folder.stat(file);
      if (node == null || node.kind() == Node.Kind.OTHER) {
        return null;
      }
      FilePath path;
      try {
        path = path(name);
      } catch (InvalidFilePathException e) {
        return null; // a name of another program that no path of a store can name
      }
      if (node.isFolder()) {
        waiting.add(name + "/");
        return null;
      }
      return Metadata.NONE.describe(path, node);
    }

    private FilePath path(String name) {
      return directory.resolve(FilePath.of(name));
    }

    void close() {
      close.run();
    }
  }
}
