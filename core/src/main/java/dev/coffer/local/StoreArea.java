package dev.coffer.local;

import dev.coffer.io.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The private directory {@value #NAME} of a root, as this process sees it.
 *
 * <pre>
 * .coffer/locks               the {@link LockTable} of all processes
 * .coffer/staging/7-3k9f-1/   what process number 7 is writing, see {@link Staging}
 * .coffer/metadata/           content types and metadata, only where files have no extended attributes
 * </pre>
 *
 * <p>Each part is created when it is needed: on a full disk the locks exist for deletions, though
 * nothing can be staged. What a killed process has left in its staging directory is deleted when
 * another process creates its own, see {@link StagedLeftovers}.
 */
final class StoreArea {
  static final String NAME = ".coffer";
  private static final String METADATA = "metadata";
  private static final String LOCKS = "locks";
  private static final String STAGING = "staging";
  private static final int MOST_TRIES = 100;

  /** Tells the staging directories of this process in one area from each other. */
  private static final AtomicInteger STAGINGS = new AtomicInteger();

  private final Path rootPath;
  private final Path path;
  private final DirectoryHandle root;
  private final @Nullable AttributeProbe attributes;
  private final LockTable locks;
  private final DirectorySyncs syncs;

  private final OpenedOnce<Staging> staging = new OpenedOnce<>();
  private final OpenedOnce<DirectoryHandle> metadata = new OpenedOnce<>();
  private final AtomicBoolean swept = new AtomicBoolean();
  private volatile boolean metadataIsAnchored;

  private StoreArea(
      Path rootPath,
      DirectoryHandle root,
      FileSystemFeatures features,
      LockTable locks,
      DirectorySyncs syncs) {
    this.rootPath = rootPath;
    this.path = rootPath.resolve(NAME);
    this.root = root;
    this.attributes = features.extendedAttributes() ? new AttributeProbe(path) : null;
    this.locks = locks;
    this.syncs = syncs;
  }

  /** Opens the area of a root; returns null, and creates nothing, if there is none yet. */
  static @Nullable StoreArea find(
      Path root, DirectoryHandle rootFolder, FileSystemFeatures features, DirectorySyncs syncs)
      throws IOException {
    Path path = root.resolve(NAME);
    if (!isFolder(path)) {
      return null;
    }
    try {
      LockTable locks = LockTables.find(path.resolve(LOCKS));
      return locks == null ? null : new StoreArea(root, rootFolder, features, locks, syncs);
    } catch (LockFile.OtherVersionException e) {
      return null; // readers take no locks, and who changes something makes the area, which fails
    }
  }

  /** Opens the area of a root, creating it if it is missing. */
  static StoreArea make(
      Path root, DirectoryHandle rootFolder, FileSystemFeatures features, DirectorySyncs syncs)
      throws IOException {
    Path path = root.resolve(NAME);
    for (int tries = 1; tries <= MOST_TRIES; tries++) {
      makeFolder(path);
      LockTable locks = makeLocks(rootFolder, path);
      StoreArea area = new StoreArea(root, rootFolder, features, locks, syncs);
      if (area.join()) {
        return area;
      }
      area.close();
    }
    throw new FileSystemException(path.toString(), null, "it is deleted again and again");
  }

  /** In the directory that was opened: its owner may put a link in its place at any moment. */
  private static LockTable makeLocks(DirectoryHandle rootFolder, Path path) throws IOException {
    try (DirectoryHandle area = rootFolder.folder(NAME)) {
      return LockTables.make(area, path.resolve(LOCKS));
    }
  }

  /** Takes a number; false if the area was deleted before others could see it in use. */
  private boolean join() throws IOException {
    try {
      locks.process();
      giveToOwner();
      return isInPlace();
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void giveToOwner() throws IOException {
    DirectoryOwner owner = DirectoryOwner.otherThanSelf(rootPath);
    if (owner != null) {
      root.setOwner(NAME, owner);
      try (DirectoryHandle area = root.folder(NAME)) {
        area.setOwner(LOCKS, owner);
      }
    }
  }

  /** Whether the area was not deleted or replaced by another program. */
  boolean isInPlace() {
    return locks.isAt(path.resolve(LOCKS));
  }

  /**
   * Makes sure that the area was not deleted, as what is staged is sure by itself.
   *
   * @throws DeletedAreaException if it was
   */
  void confirm() throws IOException {
    if (!isInPlace()) {
      throw new DeletedAreaException(null);
    }
  }

  /** The area was deleted, moved or replaced while it was in use. */
  static final class DeletedAreaException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    DeletedAreaException(@Nullable IOException cause) {
      super(NAME, null, "the store's private directory was deleted or moved: open the store again");
      initCause(cause);
    }
  }

  /** Creates a directory that must not be there. */
  static void makeNewFolder(Path folder) throws IOException {
    Files.createDirectory(folder, OwnerOnly.directory(folder));
  }

  private static void makeFolder(Path folder) throws IOException {
    try {
      makeNewFolder(folder);
    } catch (FileAlreadyExistsException e) {
      if (!isFolder(folder)) {
        throw new NotDirectoryException(folder.toString());
      }
    }
  }

  /** Whether there is a directory; fails if there is anything else. */
  private static boolean isFolder(Path path) throws IOException {
    try {
      if (FileAttributes.read(path).isDirectory()) {
        return true;
      }
      throw new NotDirectoryException(path.toString());
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  LockTable locks() {
    return locks;
  }

  /** Whether metadata are attributes of their file. */
  boolean hasExtendedAttributes() {
    return attributes != null && attributes.succeeds();
  }

  /** Where this process creates what it moves into place; created when it is first needed. */
  Staging staging() throws IOException {
    Staging made = staging.get(this::makeStaging);
    if (!swept.get() && !swept.getAndSet(true) && made.isBesideOthers()) {
      new StagedLeftovers(this).sweep();
    }
    return made;
  }

  private Staging makeStaging() throws IOException {
    giveToOwner(); // also what root may have created before it gave it away
    DirectoryHandle all = makeFolder(STAGING);
    try {
      return Staging.make(all, newStagingPath(), DirectoryOwner.otherThanSelf(rootPath));
    } catch (NoSuchFileException e) {
      all.close();
      throw new DeletedAreaException(e);
    } catch (IOException | RuntimeException | Error e) {
      all.close();
      throw e;
    }
  }

  private Path newStagingPath() throws IOException {
    String name =
        locks.process() + "-" + Long.toString(locks.token(), 36) + "-" + STAGINGS.incrementAndGet();
    return path.resolve(STAGING).resolve(name);
  }

  /** Creates a directory of the area, and opens it. */
  private DirectoryHandle makeFolder(String name) throws IOException {
    confirm();
    makeFolder(path.resolve(name));
    DirectoryOwner owner = DirectoryOwner.otherThanSelf(rootPath);
    try (DirectoryHandle area = root.folder(NAME)) {
      if (owner != null) {
        area.setOwner(name, owner);
      }
      return area.folder(name);
    }
  }

  /** The staging directories of all processes; null if there are none. To be closed. */
  @Nullable DirectoryHandle allStaging() throws IOException {
    try (DirectoryHandle area = root.folder(NAME)) {
      return area.folder(STAGING);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Where metadata are kept that cannot be attributes of their file; created if it is missing. */
  DirectoryHandle metadata() throws IOException {
    DirectoryHandle opened = metadata.get(this::openMetadata);
    if (!metadataIsAnchored) {
      anchorMetadata();
    }
    return opened;
  }

  /** The same, or null if it does not exist yet. */
  @Nullable DirectoryHandle existingMetadata() throws IOException {
    DirectoryHandle known = metadata.known();
    return known == null && Files.isDirectory(path.resolve(METADATA))
        ? metadata.get(this::openMetadata)
        : known;
  }

  private DirectoryHandle openMetadata() throws IOException {
    return makeFolder(METADATA);
  }

  /**
   * Brings the names of the directory to the disk, whoever made it. A record that is not found
   * after a power failure would be lost with its file intact.
   */
  private void anchorMetadata() throws IOException {
    try (DirectoryHandle area = root.folder(NAME)) {
      syncs.syncAllSoFar(area, path);
    }
    syncs.syncAllSoFar(root, rootPath);
    metadataIsAnchored = true;
  }

  /** The same, by the path of the root. */
  static Path metadata(Path root) {
    return root.resolve(NAME).resolve(METADATA);
  }

  /** Leaves the area; no write may be under way. */
  void close() {
    try {
      Staging made = staging.known();
      if (made != null) {
        made.delete();
      }
    } catch (IOException e) {
      // It is not writable any more, or not empty: the next process sweeps it.
    } finally {
      closeHandles();
    }
  }

  private void closeHandles() {
    DirectoryHandle opened = metadata.known();
    if (opened != null) {
      opened.close();
    }
    try {
      locks.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a failure means that this user may not use the area of another. */
  static boolean isDenied(IOException e) {
    return e instanceof AccessDeniedException
        || (e instanceof FileSystemException f && LocalErrors.isReadOnlyFileSystem(f));
  }
}
