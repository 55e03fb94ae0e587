package dev.coffer.local;

import dev.coffer.FilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A root directory that this process has open: shared by all handles of it, and closed with the
 * last.
 *
 * <p>Its area is opened with it if it exists, and otherwise created by the first change. Until then
 * readers do without its locks. Directories are opened again after that, since only then stores
 * below are certain to be seen, see {@link OverlappingAreas}.
 */
final class OpenRoot implements DirectoryHandles.TreeRoot {
  private static final ConcurrentMap<Key, OpenRoot> OPEN = new ConcurrentHashMap<>();

  private record Key(Path path, @Nullable Object identity, FileSystemFeatures features) {
    // Written out: what the compiler makes links itself at the first use, a third of a short start.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && path.equals(key.path)
          && Objects.equals(identity, key.identity)
          && features.equals(key.features);
    }

    @Override
    public int hashCode() {
      return 31 * path.hashCode() + Objects.hashCode(identity);
    }
  }

  private final Key key;
  private final DirectoryHandle folder;
  private final Inodes inodes;
  private final OverlappingAreas others;
  private final DirectorySyncs syncs = new DirectorySyncs();
  private final RootNames names;
  private final OpenedOnce<StoreArea> area = new OpenedOnce<>();
  private final AtomicInteger users = new AtomicInteger();

  /** The handles opened before the area was known, which may still be in use. */
  private volatile @Nullable DirectoryHandles former;

  private @Nullable IOException denial;
  private volatile DirectoryHandles folders;

  /** Set and read within computations of {@link #OPEN} alone. */
  private boolean closed;

  private OpenRoot(Key key) throws IOException {
    this.key = key;
    this.folder = openFolder(key.path, key.features);
    this.inodes = Inodes.like(key.identity);
    this.others = new OverlappingAreas(key.path);
    this.names = new RootNames(key.path, key.features, syncs);
    this.folders = newFolders();
    try {
      StoreArea found = find();
      if (found != null) {
        area.get(() -> found);
      }
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private DirectoryHandles newFolders() {
    DirectoryPlace place = new DirectoryPlace(null, FilePath.ROOT, key.path, key.identity);
    return new DirectoryHandles(folder, place, syncs, this);
  }

  static DirectoryHandle openFolder(Path path, FileSystemFeatures features) throws IOException {
    DirectoryHandle secure = features.directoryHandles() ? SecureDirectoryHandle.open(path) : null;
    return secure != null ? secure : PathDirectoryHandle.open(path);
  }

  /**
   * Opens a directory.
   *
   * @param path may be a link to a directory, and lead through links
   */
  static OpenRoot open(Path path, FileSystemFeatures features) throws IOException {
    Path real = path.toRealPath();
    BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
    if (!attributes.isDirectory()) {
      throw new NotDirectoryException(path.toString());
    }
    Key key = new Key(real, attributes.fileKey(), features);
    try {
      return Objects.requireNonNull(OPEN.compute(key, OpenRoot::shared));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static OpenRoot shared(Key key, @Nullable OpenRoot open) {
    try {
      OpenRoot root = open != null && open.isInPlace() ? open : new OpenRoot(key);
      root.users.incrementAndGet();
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether the area is still in its place. Otherwise the next handle opens the root a second time,
   * and older handles keep what they have.
   */
  private boolean isInPlace() {
    StoreArea known = area.known();
    return known == null || known.isInPlace();
  }

  /** The area of a root that is already in use; a user who may not access it reads without it. */
  private @Nullable StoreArea find() throws IOException {
    try {
      StoreArea found = StoreArea.find(key.path, folder, key.features, syncs);
      if (found != null) {
        others.lookAbove();
      }
      return found;
    } catch (IOException e) {
      if (StoreArea.isDenied(e)) {
        denial = e;
        return null;
      }
      throw e;
    }
  }

  Path path() {
    return key.path;
  }

  DirectoryHandles folders() {
    return folders;
  }

  /**
   * What is at a path, by one look, which does not see whether a directory on the way is a link.
   *
   * @return null if nothing is found; why shows a look through the directory's handle
   */
  @Nullable FileAttributes glance(FilePath file) {
    try {
      return FileAttributes.of(FileAttributes.read(key.path.resolve(file.toString())), inodes);
    } catch (IOException e) {
      return null;
    }
  }

  /** The syncs of directories, of which those that failed are remembered while the root is open. */
  DirectorySyncs syncs() {
    return syncs;
  }

  OverlappingAreas others() {
    return others;
  }

  /** The area, if it is known; null before something is changed in a root that has none. */
  @Nullable StoreArea knownArea() {
    return area.known();
  }

  /** The same; fails if this user may not use it. */
  @Nullable StoreArea existingArea() throws IOException {
    StoreArea known = area.known();
    if (known == null && denial != null) {
      throw denial;
    }
    return known;
  }

  /** The area; created if it is missing. */
  StoreArea area() throws IOException {
    return area.get(this::makeArea);
  }

  private StoreArea makeArea() throws IOException {
    StoreArea made = StoreArea.make(key.path, folder, key.features, syncs);
    try {
      others.lookAbove();
    } catch (IOException | RuntimeException | Error e) {
      made.close();
      throw e;
    }
    DirectoryHandles before = folders;
    folders = newFolders();
    former = before;
    before.giveWay();
    return made;
  }

  @Override
  public void anchor() throws IOException {
    names.sync();
  }

  @Override
  public void opened(String path, DirectoryHandle opened) throws IOException {
    others.lookBelow(path, opened);
  }

  /**
   * Makes sure that what is not found is not there. A root that was deleted or unmounted has no
   * files either, but to say so would be wrong.
   */
  @Override
  public void confirm() throws IOException {
    Object identity;
    try {
      // Followed if it is a link, as at opening: a root that was moved and linked to is the same.
      identity = Files.readAttributes(key.path, BasicFileAttributes.class).fileKey();
    } catch (FileSystemException e) {
      if (e instanceof NoSuchFileException || LocalErrors.isNotDirectory(e)) {
        throw new Root.VanishedRootException(key.path, "it is gone");
      }
      throw e;
    }
    if (!Objects.equals(identity, key.identity)) {
      throw new Root.VanishedRootException(key.path, "another directory is in its place");
    }
  }

  /** Ends one use; the last one closes. */
  void release() {
    if (users.decrementAndGet() == 0) {
      OPEN.compute(key, (same, open) -> closeIfUnused() && equals(open) ? null : open);
    }
  }

  private boolean closeIfUnused() {
    if (users.get() == 0 && !closed) {
      closed = true;
      try {
        close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return closed;
  }

  private void close() throws IOException {
    try (folder) {
      StoreArea known = area.known();
      if (known != null) {
        known.close();
      }
      others.close();
      closeFolders();
    }
  }

  private void closeFolders() {
    folders.close();
    DirectoryHandles before = former;
    if (before != null) {
      before.close();
    }
    syncs.close();
  }
}
