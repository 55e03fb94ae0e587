package dev.coffer.local;

import dev.coffer.FilePath;
import dev.coffer.io.PrivateDirectory;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The root directory of one handle. A missing root is empty until it is created, possibly by this
 * handle's first writer.
 *
 * <p>A change opens the area first, by {@link #area} or {@link #findToDelete}, and the directory
 * after that: the directory's handle must be opened after the area was created, see {@link
 * OverlappingAreas}.
 */
final class Root {
  private final Path path;
  private final FileSystemFeatures features;
  private final AtomicInteger users = new AtomicInteger(1);
  private final OpenedOnce<OpenRoot> opened = new OpenedOnce<>();

  private Root(Path path, FileSystemFeatures features) {
    this.path = path;
    this.features = features;
  }

  /**
   * Opens a root; creates nothing.
   *
   * @param path may be a link to a directory, and lead through links
   */
  static Root open(Path path, FileSystemFeatures features) throws IOException {
    Path whole = path.toAbsolutePath().normalize();
    Path present = present(whole);
    if (!Files.isDirectory(present)) {
      throw new NotDirectoryException(present.toString());
    }
    Root root = new Root(present.toRealPath().resolve(present.relativize(whole)), features);
    root.find();
    return root;
  }

  /** What there is of a path. */
  private static Path present(Path path) throws IOException {
    Path above = path.getParent();
    return above != null && isMissing(path) ? present(above) : path;
  }

  private static boolean isMissing(Path path) throws IOException {
    try {
      FileAttributes.read(path);
      return false;
    } catch (NoSuchFileException e) {
      return true;
    } catch (FileSystemException e) {
      if (LocalErrors.isOfAnotherKind(e)) {
        return true; // what is above is no directory
      }
      throw e;
    }
  }

  private @Nullable OpenRoot find() throws IOException {
    OpenRoot known = opened.known();
    return known != null || isMissing(path) ? known : opened.get(this::openDirectory);
  }

  private OpenRoot openDirectory() throws IOException {
    try {
      return OpenRoot.open(path, features);
    } catch (NotDirectoryException e) {
      if (Files.isDirectory(path)) {
        throw e; // it is the area that is none
      }
      throw new VanishedRootException(path, "it is no directory");
    }
  }

  private OpenRoot findOrMake() throws IOException {
    if (opened.known() == null) {
      makeMissing();
    }
    return opened.get(this::openDirectory);
  }

  private void makeMissing() throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path at = path; at != null && !Files.exists(at); at = at.getParent()) {
      missing.push(at);
    }
    for (Path folder : missing) {
      if (!PrivateDirectory.create(folder) && !Files.isDirectory(folder)) {
        throw new VanishedRootException(folder, "it is not a directory");
      }
    }
  }

  Path path() {
    return path;
  }

  /** As {@link DirectoryHandles#find}; null also while the root is missing. */
  DirectoryHandles.@Nullable Lease find(FilePath directory) throws IOException {
    OpenRoot known = find();
    return known == null ? null : known.folders().find(directory);
  }

  /** As {@link OpenRoot#glance}. */
  @Nullable FileAttributes glance(FilePath file) throws IOException {
    OpenRoot known = find();
    return known == null ? null : known.glance(file);
  }

  /** As {@link DirectoryHandles#findOrMake}. */
  DirectoryHandles.@Nullable Lease findOrMake(FilePath directory, DirectoryHandles.Maker maker)
      throws IOException {
    OpenRoot known = find();
    return known == null ? null : known.folders().findOrMake(directory, maker);
  }

  /** As {@link DirectoryHandles#forget}. */
  void forget(FilePath directory) {
    OpenRoot known = opened.known();
    if (known != null) {
      known.folders().forget(directory);
    }
  }

  /** As {@link DirectoryHandles#forgetBelow}. */
  void forgetBelow(FilePath directory) {
    OpenRoot known = opened.known();
    if (known != null) {
      known.folders().forgetBelow(directory);
    }
  }

  /** Keeps fewer directories open, where a process may open few files. */
  void giveWay() {
    OpenRoot known = opened.known();
    if (known != null) {
      known.folders().giveWay();
      try {
        known.others().giveWay();
      } catch (IOException e) {
        // What could not be closed makes no room, and the caller reports why it asked for it.
      }
    }
  }

  /** The private area, for changes; created with the root if it is missing. */
  StoreArea area() throws IOException {
    return findOrMake().area();
  }

  /** The private area, unless it was deleted; for changes that are not staged. */
  StoreArea areaInPlace() throws IOException {
    StoreArea area = area();
    area.confirm();
    return area;
  }

  /** The private area, or null if it was not made; fails if this user may not use it. */
  @Nullable StoreArea existingArea() throws IOException {
    OpenRoot known = find();
    return known == null ? null : known.existingArea();
  }

  private @Nullable StoreArea knownArea() throws IOException {
    OpenRoot known = find();
    return known == null ? null : known.knownArea();
  }

  /** As {@link LockTable#reserve}, of a file that is to have a path. */
  long reserve(FilePath file, FileAttributes node, boolean wholeMicrosecond) throws IOException {
    OpenRoot known = findOrMake();
    known.folders().meet(file.parent().orElseThrow());
    LockTable locks = known.area().locks();
    // The writes of one path have the order of their times, also within one tick of the clock.
    long proposed = locks.reserve(file.toString(), node.modified(), wholeMicrosecond);
    return known.others().isEmpty()
        ? locks.reserve(node.inode(), proposed, wholeMicrosecond)
        : known.others().reserve(locks, file.toString(), node.inode(), proposed, wholeMicrosecond);
  }

  // ---- Locks

  /**
   * Runs work with the lock of a path.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws FileSystemException if another process keeps the lock for a minute
   */
  <T> T locked(String file, FileWork<T> work) throws IOException, InterruptedException {
    OpenRoot known = findOrMake();
    LockTable locks = known.area().locks();
    return known.others().isEmpty()
        ? locks.locked(file, work)
        : known.others().locked(locks, file, file, work);
  }

  /** Runs work with the locks of two paths. */
  <T> T locked(String file, String other, FileWork<T> work)
      throws IOException, InterruptedException {
    OpenRoot known = findOrMake();
    return known.others().locked(known.area().locks(), file, other, work);
  }

  /** Deletes something, without a record of it where there is no area. */
  interface Deletion<T> {
    T run(@Nullable StoreArea area) throws IOException, InterruptedException;
  }

  /**
   * Runs a deletion with the lock of a path. On a disk too full for the area nobody can have a
   * lock, so the deletion runs without; if there is one when it is done, it runs once more.
   */
  <T> T deleting(String file, Deletion<T> deletion) throws IOException, InterruptedException {
    OpenRoot known = findOrMake();
    if (known.knownArea() == null && !isRoomForArea(known)) {
      T deleted = deletion.run(null);
      if (!isRoomForArea(known)) {
        return deleted;
      }
    }
    StoreArea area = known.area();
    return locked(
        file,
        () -> {
          noteDeletion(file);
          return deletion.run(area);
        });
  }

  /**
   * Makes the times of writes later than a deletion that they follow; called before it, with the
   * lock of the path. The clock of a file system may be a tick behind that of this process.
   */
  void noteDeletion(String file) throws IOException {
    Instant now = Instant.now();
    area().locks().note(file, now.getEpochSecond() * 1_000_000_000 + now.getNano());
  }

  private static boolean isRoomForArea(OpenRoot root) throws IOException {
    try {
      root.area();
      return true;
    } catch (IOException e) {
      if (LocalErrors.isFull(e)) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Opens a directory to delete something in it.
   *
   * @return null if it, or one above it, is missing or no directory
   */
  DirectoryHandles.@Nullable Lease findToDelete(FilePath directory) throws IOException {
    StoreArea area = knownArea();
    DirectoryHandles.Lease lease = find(directory);
    if (lease == null) {
      return null;
    }
    try {
      if (area != null) {
        area.confirm();
        return lease;
      }
      isRoomForArea(findOrMake());
    } catch (IOException | RuntimeException | Error e) {
      lease.close();
      throw e;
    }
    lease.close();
    return find(directory);
  }

  /** As {@link OpenRoot#syncs}. */
  DirectorySyncs syncs() throws IOException {
    return findOrMake().syncs();
  }

  /** The areas of stores above and below. */
  OverlappingAreas others() throws IOException {
    return findOrMake().others();
  }

  /**
   * Makes sure that what is not found is not there. A root that was deleted or unmounted has no
   * files either, but to say so would be wrong.
   */
  void confirm() throws IOException {
    OpenRoot known = opened.known();
    if (known != null) {
      known.confirm();
    }
  }

  /** The root directory is no longer what it was when it was opened. */
  static final class VanishedRootException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    VanishedRootException(Path root, String reason) {
      super(root.toString(), null, reason);
    }
  }

  /**
   * Keeps the root open for a call; to be released.
   *
   * @return false if the handle is closed and no call is left
   */
  boolean acquire() {
    return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  /** Ends one use; the last one closes. */
  void release() {
    if (users.decrementAndGet() == 0) {
      OpenRoot known = opened.known();
      if (known != null) {
        known.release();
      }
    }
  }
}
