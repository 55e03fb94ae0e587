package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.coffer.FilePath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds the directories of a root and keeps those open that were used last.
 *
 * <p>A kept directory is looked at before each use, level by level from the root: when a name no
 * longer leads to the directory that was opened under it, since it was deleted, moved or swapped
 * for a link, the directory is opened anew or is absent. What is kept are handles; nothing of a
 * directory's contents is.
 */
final class Folders {
  /** How many directories are kept open; each costs two or three file descriptors. */
  static final int MOST_KEPT = 128;

  private final OpenFolder root;
  private final RootCheck rootCheck;
  private final Opening opening;
  private final ConcurrentMap<FilePath, OpenFolder> kept = new ConcurrentHashMap<>();
  private volatile int mostKept = MOST_KEPT;

  /** Fails when the root is no longer what was opened. */
  interface RootCheck {
    void run() throws IOException;
  }

  /** Sees each directory that is opened. */
  interface Opening {
    void opened(String path, Folder folder) throws IOException;
  }

  Folders(Folder root, Path path, RootCheck rootCheck, Opening opening) {
    this.root = new OpenFolder(root, null, path, new Object());
    this.rootCheck = rootCheck;
    this.opening = opening;
  }

  /** Opens a directory that was not opened before, so that it is seen, as far as it is there. */
  void meet(FilePath path) throws IOException {
    if (!path.isRoot() && !kept.containsKey(path)) {
      OpenFolder folder = lookUp(path);
      if (folder != null) {
        folder.release();
      }
    }
  }

  /**
   * Opens a directory.
   *
   * @return null when it, or one above it, is missing or no directory; to be closed
   * @throws Root.VanishedRootException when the root is no longer where it was: its handle would
   *     lead to where nobody looks for the files
   */
  @Nullable Lease find(FilePath path) throws IOException {
    OpenFolder folder = lookUp(path);
    return folder == null ? null : new Lease(folder);
  }

  private @Nullable OpenFolder lookUp(FilePath path) throws IOException {
    if (path.isRoot()) {
      return isInPlace(root) && root.acquire() ? root : null;
    }
    OpenFolder folder = kept.get(path);
    if (folder != null && folder.acquire()) {
      if (isInPlace(folder)) {
        return folder;
      }
      folder.release();
      forget(path, folder);
    }
    OpenFolder parent = lookUp(path.parent().orElseThrow());
    if (parent == null) {
      return null;
    }
    try {
      return open(path, parent);
    } finally {
      parent.release();
    }
  }

  private boolean isInPlace(OpenFolder folder) throws IOException {
    long now = System.nanoTime();
    if (folder.looks.areGood(now)) {
      return true;
    }
    if (folder.parent == null) {
      rootCheck.run();
    }
    boolean inPlace = look(folder);
    if (inPlace) {
      folder.looks.add(now);
    }
    return inPlace;
  }

  /** Looks at each level by its path, from the outermost; that of the root is looked at with it. */
  private static boolean look(OpenFolder folder) throws IOException {
    OpenFolder parent = folder.parent;
    if (parent == null) {
      return true;
    }
    if (!look(parent)) {
      return false;
    }
    try {
      BasicFileAttributes now =
          Files.readAttributes(folder.path, BasicFileAttributes.class, NOFOLLOW_LINKS);
      return now.isDirectory() && Objects.equals(now.fileKey(), folder.identity);
    } catch (FileSystemException e) {
      return false; // opening it anew tells what is wrong
    }
  }

  private @Nullable OpenFolder open(FilePath path, OpenFolder parent) throws IOException {
    String name = path.name();
    while (true) {
      Node before = parent.folder.stat(name);
      if (before == null || !before.isFolder()) {
        return null;
      }
      Folder opened;
      try {
        opened = parent.folder.folder(name);
      } catch (NoSuchFileException | NotDirectoryException e) {
        continue;
      }
      // The handle tells nothing of what it holds: the same name before and after is what was
      // opened.
      Node after = parent.folder.stat(name);
      if (after != null && Objects.equals(before.identity(), after.identity())) {
        show(path, opened);
        return keep(
            path, new OpenFolder(opened, parent, parent.path.resolve(name), before.identity()));
      }
      opened.close();
    }
  }

  private void show(FilePath path, Folder opened) throws IOException {
    try {
      opening.opened(path.toString(), opened);
    } catch (IOException | RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  private OpenFolder keep(FilePath path, OpenFolder folder) {
    folder.acquire(); // before others can find it, and forget it
    OpenFolder before = kept.put(path, folder);
    if (before != null) {
      before.release();
    }
    long now = System.nanoTime();
    while (kept.size() > mostKept) {
      kept.entrySet().stream()
          .max(Comparator.comparingLong(entry -> entry.getValue().looks.unusedFor(now)))
          .ifPresent(oldest -> forget(oldest.getKey(), oldest.getValue()));
    }
    return folder;
  }

  /** Keeps a directory that was deleted no longer; it is closed when its last user is done. */
  void forget(FilePath path) {
    OpenFolder folder = kept.get(path);
    if (folder != null) {
      forget(path, folder);
    }
  }

  private void forget(FilePath path, OpenFolder folder) {
    if (kept.remove(path, folder)) {
      folder.release();
    }
  }

  /** Makes room for what must be opened, for now and later, where a process may open few files. */
  void giveWay() {
    mostKept = Math.max(1, Math.min(mostKept, kept.size()) / 2);
    kept.forEach(this::forget);
  }

  void close() {
    kept.forEach(this::forget);
    root.release();
  }

  /** A directory in use. */
  static final class Lease implements AutoCloseable {
    private final OpenFolder open;

    private Lease(OpenFolder open) {
      this.open = open;
    }

    Folder folder() {
      return open.folder;
    }

    /**
     * Brings the names in it to the disk, and its own name and those above it, once for each
     * handle. One that was deleted meanwhile has no names left to be brought there.
     */
    void sync() throws IOException {
      try {
        open.folder.sync();
        for (OpenFolder at = open; at.parent != null && !at.anchored; at = at.parent) {
          at.parent.folder.sync();
          at.anchored = true;
        }
      } catch (NoSuchFileException e) {
        // Deleted meanwhile.
      }
    }

    @Override
    public void close() {
      open.release();
    }
  }

  /** A handle with its place in the tree, closed when it is neither kept nor used. */
  private static final class OpenFolder {
    final Folder folder;
    final @Nullable OpenFolder parent;
    final Path path;
    final @Nullable Object identity;

    /** Whether the directory's own name is known to be on the disk. */
    volatile boolean anchored;

    final Looks looks = new Looks(System.nanoTime());
    private final AtomicInteger users = new AtomicInteger(1);

    OpenFolder(Folder folder, @Nullable OpenFolder parent, Path path, @Nullable Object identity) {
      this.folder = folder;
      this.parent = parent;
      this.path = path;
      this.identity = identity;
      if (parent != null) {
        parent.acquire();
      }
    }

    boolean acquire() {
      return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    void release() {
      if (users.decrementAndGet() == 0) {
        folder.close();
        if (parent != null) {
          parent.release();
        }
      }
    }
  }
}
