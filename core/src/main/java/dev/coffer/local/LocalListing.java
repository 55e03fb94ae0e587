package dev.coffer.local;

import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.InvalidFilePathException;
import dev.coffer.ListOptions;
import dev.coffer.OmittedName;
import dev.coffer.spi.OwnArea;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lists a directory, or all below it, in the order of paths. Of each directory on the way down it
 * holds the names, sorted; the attributes of a name are not read before its turn comes.
 */
final class LocalListing implements AutoCloseable {
  /** The etag of what was not looked at. */
  private static final String UNKNOWN = "unknown";

  private final boolean recursive;
  private final boolean namesOnly;
  private final String startAfter;
  private final Consumer<OmittedName> onOmitted;
  private final DirectoryHandles.Lease lease;
  private final DirectoryStack stack;
  private final Deque<Level> levels = new ArrayDeque<>();

  /**
   * Starts a listing.
   *
   * @param lease the directory; closed with the listing
   */
  LocalListing(DirectoryHandles.Lease lease, FilePath directory, ListOptions options)
      throws IOException {
    this.recursive = options.isRecursive();
    this.namesOnly = options.wantsNamesOnly() && !recursive;
    this.startAfter = options.startAfter().orElse("");
    this.onOmitted = options.onOmitted();
    this.lease = lease;
    this.stack = new DirectoryStack(lease.folder());
    try {
      levels.push(new Level(directory));
    } catch (NoSuchFileException e) {
      lease.close(); // deleted since it was opened, so nothing is in it
    } catch (IOException | RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }

  /** The next entry; empty at the end. */
  Optional<Entry> next() throws IOException {
    for (Level level = levels.peek(); level != null; level = levels.peek()) {
      Entry entry = next(level);
      if (entry == null) {
        leave();
      } else if (!entry.isDirectory()) {
        if (isBehindStart(entry.path().toString())) {
          return Optional.of(entry);
        }
      } else if (!recursive) {
        if (isBehindStart(entry.path() + "/")) {
          return Optional.of(entry);
        }
      } else if (mayHoldLater(entry.path() + "/")) {
        descend(entry.path());
      }
    }
    return Optional.empty();
  }

  private @Nullable Entry next(Level level) throws IOException {
    try {
      return level.next();
    } catch (NoSuchFileException e) {
      return null; // the directory was deleted, and so were the names in it
    }
  }

  private boolean isBehindStart(String entry) {
    return FilePath.compareUtf8(entry, startAfter) > 0;
  }

  private boolean mayHoldLater(String directory) {
    return startAfter.startsWith(directory) || isBehindStart(directory);
  }

  private void descend(FilePath directory) throws IOException {
    try {
      stack.enter(Path.of(directory.name()));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return; // deleted or swapped since its attributes were read
    }
    Level level = null;
    try {
      level = new Level(directory);
      levels.push(level);
    } catch (NoSuchFileException e) {
      // deleted since it was opened
    } finally {
      if (level == null) {
        stack.leave();
      }
    }
  }

  private void leave() {
    levels.pop();
    if (levels.isEmpty()) {
      lease.close();
    } else {
      stack.leave();
    }
  }

  @Override
  public void close() {
    stack.close();
    if (!levels.isEmpty()) {
      levels.clear();
      lease.close();
    }
  }

  /**
   * One directory. Names are sorted as they are, but a directory is listed at the place of its name
   * with a {@code /} appended: it waits until the names before that were listed.
   */
  private final class Level {
    private final FilePath directory;
    private final boolean isOwn;
    private final List<Path> names;
    private final PriorityQueue<String> waiting = new PriorityQueue<>(FilePath::compareUtf8);
    private int position;

    Level(FilePath directory) throws IOException {
      this.directory = directory;
      this.isOwn = OwnArea.contains(directory);
      this.names = sortedNames(stack.current());
    }

    private List<Path> sortedNames(DirectoryHandle folder) throws IOException {
      List<Path> names = new ArrayList<>();
      folder.eachName(names::add);
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

    /** Whether anything of that name, or below it, can be listed; earlier names are not checked. */
    private boolean isPastStart(Path name) {
      if (startAfter.isEmpty()) {
        return true;
      }
      String path = directory.isRoot() ? name.toString() : directory + "/" + name;
      return isBehindStart(path) || mayHoldLater(path + "/");
    }

    /**
     * A file's entry, or that of a name which is not looked at; null for a directory, which then
     * waits, and for what is no file of the store.
     */
    private @Nullable Entry look(Path file) throws IOException {
      String name = file.toString();
      if (!isOwn && name.equals(StoreArea.NAME)) {
        return null;
      }
      FilePath path = DiskName.isText(file) ? pathUnlessInvalid(name) : null;
      if (path != null && namesOnly) {
        return new FileInfo(path, 0, Instant.EPOCH, UNKNOWN, Optional.empty(), Map.of());
      }
      FileAttributes node = stack.current().stat(file);
      if (node == null) {
        return null;
      }
      if (path == null || !(node.isFile() || node.isFolder())) {
        tellOmitted(file, path == null, node);
        return null;
      }
      if (node.isFolder()) {
        waiting.add(name + "/");
        return null;
      }
      return Metadata.NONE.describe(path, node);
    }

    private void tellOmitted(Path file, boolean isInvalid, FileAttributes node) {
      OmittedName.Reason reason = OmittedName.Reason.INVALID_NAME;
      if (!isInvalid) {
        reason =
            node.kind() == FileAttributes.Kind.LINK
                ? OmittedName.Reason.LINK
                : OmittedName.Reason.SPECIAL_FILE;
      }
      String above = directory.isRoot() ? "" : directory + "/";
      String name = above + DiskName.shown(file) + (node.isFolder() ? "/" : "");
      onOmitted.accept(new OmittedName(name, reason));
    }

    private @Nullable FilePath pathUnlessInvalid(String name) {
      try {
        return path(name);
      } catch (InvalidFilePathException e) {
        return null; // a name of another program that no path of a store can name
      }
    }

    private FilePath path(String name) {
      return isOwn
          ? OwnArea.ofListed(directory + "/" + name)
          : directory.resolve(FilePath.of(name));
    }
  }
}
