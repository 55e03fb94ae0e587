package dev.coffer.local;

import dev.coffer.FilePath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the directories of a root and keeps open those that were used last.
 *
 * <p>A kept directory is checked before each use, level by level: if a name no longer leads to the
 * directory that was opened under it, because that was deleted, moved or swapped for a link, the
 * directory is opened again or is absent. A handle is kept independently of those above it, which
 * need not be open. Nothing of a directory's contents is kept.
 */
final class DirectoryHandles {
  /**
   * The number of directories in use that are kept open; each costs two or three file descriptors.
   */
  static final int MOST_KEPT = 128;

  /** Of directories that are only passed on the way to others, one is kept for so many. */
  private static final int PASSED_FOR_WANTED = 4;

  private final SharedDirectoryHandle root;
  private final TreeRoot treeRoot;
  private final DirectorySyncs syncs;
  private final ConcurrentMap<FilePath, SharedDirectoryHandle> kept = new ConcurrentHashMap<>();
  private volatile int mostKept = MOST_KEPT;

  /** The root, above the directories. */
  interface TreeRoot {
    /** Fails if the root is no longer what was opened. */
    void confirm() throws IOException;

    /** Brings the names that lead to the root to the disk. */
    default void anchor() throws IOException {}

    /** Called with each directory that is opened. */
    default void opened(String path, DirectoryHandle folder) throws IOException {}
  }

  /** Creates a directory that is missing. */
  interface Maker {
    /**
     * Creates a directory, unless another process has created it.
     *
     * @throws NoSuchFileException if the one above is deleted
     */
    void make(DirectoryHandle parent, FilePath directory) throws IOException;
  }

  DirectoryHandles(
      DirectoryHandle root, DirectoryPlace place, DirectorySyncs syncs, TreeRoot treeRoot) {
    this.root = new SharedDirectoryHandle(root, place, syncs);
    this.syncs = syncs;
    this.treeRoot = treeRoot;
  }

  /**
   * Opens a directory that was not opened before, if it exists, so that {@link TreeRoot} sees it.
   */
  void meet(FilePath path) throws IOException {
    if (!path.isRoot() && !kept.containsKey(path)) {
      Lease met = find(path);
      if (met != null) {
        met.close();
      }
    }
  }

  /**
   * Opens a directory.
   *
   * @return null if it, or one above it, is missing or no directory; to be closed
   * @throws Root.VanishedRootException if the root is no longer where it was: its handle would lead
   *     to where nobody looks for the files
   */
  @Nullable Lease find(FilePath path) throws IOException {
    return findOrMake(path, null);
  }

  /**
   * Opens a directory, creating it and those above it if they are missing.
   *
   * @param maker null if none is to be created
   * @return null if one of them vanished again meanwhile; to be closed
   */
  @Nullable Lease findOrMake(FilePath path, @Nullable Maker maker) throws IOException {
    Deque<FilePath> way = new ArrayDeque<>();
    FilePath start = path;
    SharedDirectoryHandle at = findKept(start);
    while (at == null && !start.isRoot()) {
      way.push(start);
      start = start.parent().orElseThrow();
      at = findKept(start);
    }
    while (at != null && !way.isEmpty()) {
      at = descend(at, way.pop(), maker);
    }
    if (at == null) {
      return null;
    }
    at.wanted = true;
    return new Lease(at);
  }

  /** A directory that is kept and in its place, acquired; null if there is none. */
  private @Nullable SharedDirectoryHandle findKept(FilePath path) throws IOException {
    if (path.isRoot()) {
      treeRoot.confirm();
      return root.acquire() ? root : null;
    }
    SharedDirectoryHandle folder = kept.get(path);
    if (folder == null || !folder.acquire()) {
      return null;
    }
    if (folder.place.isIntact()) {
      return folder;
    }
    folder.release();
    forget(folder);
    return null;
  }

  /** Goes down by one level, and releases the directory above. */
  private @Nullable SharedDirectoryHandle descend(
      SharedDirectoryHandle above, FilePath path, @Nullable Maker maker) throws IOException {
    try {
      SharedDirectoryHandle folder = open(above, path);
      for (int tries = 0;
          folder == null && maker != null && tries < ParentDirectories.MOST_TRIES;
          tries++) {
        maker.make(above.folder, path);
        folder = open(above, path);
      }
      return folder;
    } finally {
      above.release();
    }
  }

  /** Opens a directory in an open one; null if it does not exist, or no longer does. */
  private @Nullable SharedDirectoryHandle open(SharedDirectoryHandle above, FilePath path)
      throws IOException {
    try {
      return keep(located(above, path, above.folder.folder(path.name())));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return null;
    }
  }

  private SharedDirectoryHandle located(
      SharedDirectoryHandle above, FilePath path, DirectoryHandle opened) throws IOException {
    try {
      treeRoot.opened(path.toString(), opened);
      return new SharedDirectoryHandle(opened, above.place.below(path, opened.identity()), syncs);
    } catch (IOException | RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  // ---- Keeping

  private SharedDirectoryHandle keep(SharedDirectoryHandle folder) {
    folder.acquire(); // before others can find it, and forget it
    SharedDirectoryHandle before = kept.put(folder.place.path(), folder);
    if (before != null) {
      before.release();
    }
    forgetOldest(true, mostKept);
    forgetOldest(false, mostKept / PASSED_FOR_WANTED);
    return folder;
  }

  /**
   * Forgets what was used longest ago of those that were wanted, or of those that were passed. So a
   * way down to a new directory does not push out directories that are in use.
   */
  private void forgetOldest(boolean wanted, int most) {
    if (kept.size() <= most) {
      return;
    }
    List<SharedDirectoryHandle> some =
        kept.values().stream().filter(f -> f.wanted == wanted).toList();
    if (some.size() > most) {
      some.stream()
          .filter(SharedDirectoryHandle::isDispensable)
          .map(folder -> new Use(folder, folder.lastUsed()))
          .sorted(Comparator.comparingLong(Use::time))
          .limit(some.size() - most)
          .forEach(use -> forget(use.folder));
    }
  }

  /** When a directory was used last, as it was at one moment. */
  private record Use(SharedDirectoryHandle folder, long time) {}

  /** Stops keeping a directory that was deleted; it is closed when its last user is done. */
  void forget(FilePath path) {
    SharedDirectoryHandle folder = kept.get(path);
    if (folder != null) {
      forget(folder);
    }
  }

  /** The same for all directories below one that was deleted. */
  void forgetBelow(FilePath path) {
    for (SharedDirectoryHandle folder : kept.values()) {
      if (folder.place.path().startsWith(path)) {
        forget(folder);
      }
    }
  }

  private void forget(SharedDirectoryHandle folder) {
    if (kept.remove(folder.place.path(), folder)) {
      folder.release();
    }
  }

  /** Frees file descriptors, now and for later, where a process may open few files. */
  void giveWay() {
    mostKept = Math.max(1, Math.min(mostKept, kept.size()) / 2);
    kept.values().stream().filter(SharedDirectoryHandle::isDispensable).forEach(this::forget);
  }

  void close() {
    kept.values().forEach(this::forget);
    root.release();
  }

  /** A directory in use. */
  final class Lease implements AutoCloseable {
    private final SharedDirectoryHandle open;

    private Lease(SharedDirectoryHandle open) {
      this.open = open;
    }

    DirectoryHandle folder() {
      return open.folder;
    }

    /**
     * Brings the names in it to the disk, and its own name and those above it, once for each
     * handle. One that was deleted meanwhile has no names left to be brought there.
     */
    void sync() throws IOException {
      try {
        open.syncChanges();
        anchor(open);
      } catch (NoSuchFileException e) {
        // Deleted meanwhile.
      }
    }

    /**
     * Brings to the disk that names in it are gone, whoever deleted them, and its own name and
     * those above it, once for each handle.
     *
     * @return false if it was deleted itself, so that a directory above it must be synced
     * @throws FileSystemException if a sync of it has failed before
     */
    boolean syncDeletions() throws IOException {
      try {
        open.syncAllSoFar();
        anchor(open);
        return open.place.isIntact();
      } catch (NoSuchFileException e) {
        return false;
      }
    }

    @Override
    public void close() {
      open.release();
    }
  }

  // ---- Anchoring

  /**
   * Brings the names on the way to a directory to the disk, from the first that may not be there
   * downwards: a level counts as done if all above it are.
   */
  private void anchor(SharedDirectoryHandle folder) throws IOException {
    if (folder.anchored) {
      return;
    }
    anchorRoot();
    if (folder != root) {
      anchorBelowRoot(folder);
    }
  }

  private void anchorRoot() throws IOException {
    if (!root.anchored) {
      treeRoot.anchor();
      root.anchored = true;
    }
  }

  private void anchorBelowRoot(SharedDirectoryHandle folder) throws IOException {
    Deque<DirectoryPlace> way = new ArrayDeque<>();
    SharedDirectoryHandle at = null;
    for (DirectoryPlace place = folder.place; at == null; place = place.aboveIt()) {
      way.push(place);
      at = acquireAnchored(place.aboveIt());
    }
    try {
      while (!way.isEmpty()) {
        at = anchorBelow(at, way.pop(), folder);
      }
    } finally {
      at.release();
    }
  }

  private @Nullable SharedDirectoryHandle acquireAnchored(DirectoryPlace place) {
    SharedDirectoryHandle folder = place.above() == null ? root : kept.get(place.path());
    return folder != null && folder.anchored && folder.isAt(place) && folder.acquire()
        ? folder
        : null;
  }

  /** Anchors a directory in one that is anchored; the one is released and the other acquired. */
  private SharedDirectoryHandle anchorBelow(
      SharedDirectoryHandle above, DirectoryPlace place, SharedDirectoryHandle last)
      throws IOException {
    SharedDirectoryHandle below =
        place.path().equals(last.place.path()) && last.acquire() ? last : openSame(above, place);
    boolean done = false;
    try {
      if (!below.anchored) {
        above.syncAllSoFar();
        below.anchored = true;
      }
      done = true;
      return below;
    } finally {
      (done ? above : below).release();
    }
  }

  private SharedDirectoryHandle openSame(SharedDirectoryHandle above, DirectoryPlace place)
      throws IOException {
    SharedDirectoryHandle folder = kept.get(place.path());
    if (folder != null && folder.isAt(place) && folder.acquire()) {
      return folder;
    }
    folder = open(above, place.path());
    if (folder != null && !folder.isAt(place)) {
      folder.release();
      folder = null;
    }
    if (folder == null) {
      throw new NoSuchFileException(place.location().toString());
    }
    return folder;
  }
}
