package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A root directory as this process has it open: shared by all handles of it, since the locks of the
 * file system belong to the process. It lives until the last handle is closed and the last call has
 * ended.
 */
final class Root {
  private static final ConcurrentMap<Key, Root> OPEN = new ConcurrentHashMap<>();

  private record Key(Path path, @Nullable Object identity, Features features) {
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
  private final Folder folder;
  private final Folders folders;
  private final @Nullable Area area;
  private final @Nullable IOException areaProblem;
  private final AtomicInteger users = new AtomicInteger();

  /** Set and read within computations of {@link #OPEN} alone. */
  private boolean closed;

  private Root(Key key) throws IOException {
    this.key = key;
    this.folder = openFolder(key.path, key.features);
    this.folders = new Folders(folder, key.path, this::confirm);
    Area opened = null;
    IOException problem = null;
    try {
      opened = Area.open(key.path, folder, key.features);
    } catch (IOException e) {
      problem = e;
      if (!isReadOnly(e)) {
        folders.close();
        throw e;
      }
    }
    this.area = opened;
    this.areaProblem = problem;
  }

  /** A directory that this process may only read can be read; writing to it says why it cannot. */
  private static boolean isReadOnly(IOException e) {
    return e instanceof AccessDeniedException
        || (e instanceof FileSystemException f && Problems.isReadOnlyFileSystem(f));
  }

  private static Folder openFolder(Path path, Features features) throws IOException {
    Folder secure = features.directoryHandles() ? SecureFolder.open(path) : null;
    return secure != null ? secure : PathFolder.open(path);
  }

  /**
   * Opens a root, making it when it is missing.
   *
   * @param path may be a link to a directory, and lead through links
   */
  static Root open(Path path, Features features) throws IOException {
    makeMissing(path.toAbsolutePath().normalize(), features);
    Path real = path.toRealPath();
    BasicFileAttributes attributes =
        Files.readAttributes(real, BasicFileAttributes.class, NOFOLLOW_LINKS);
    if (!attributes.isDirectory()) {
      throw new NotDirectoryException(path.toString());
    }
    Key key = new Key(real, attributes.fileKey(), features);
    try {
      return Objects.requireNonNull(OPEN.compute(key, Root::shared));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Root shared(Key key, @Nullable Root open) {
    try {
      Root root = open != null && open.isWritable() ? open : new Root(key);
      root.users.incrementAndGet();
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether writes find their private directory as it was when the root was opened. Otherwise who
   * opens the root anew gets it anew, and older handles keep what they have.
   */
  private boolean isWritable() {
    return area != null && area.isInPlace();
  }

  private static void makeMissing(Path path, Features features) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    Path at = path;
    for (; at != null && !Files.exists(at); at = at.getParent()) {
      missing.push(at);
    }
    if (at != null && !Files.isDirectory(at)) {
      throw new NotDirectoryException(at.toString());
    }
    for (Path folder : missing) {
      if (!Files.isDirectory(folder)) {
        try {
          Files.createDirectory(folder, Area.privately("rwx------", folder));
        } catch (FileAlreadyExistsException e) {
          if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
          }
        }
      }
      syncName(folder, features);
    }
  }

  /** Brings the name of a directory to the disk, whoever of several that open the root made it. */
  private static void syncName(Path folder, Features features) throws IOException {
    Path parent = folder.getParent();
    if (parent != null) {
      try (Folder above = openFolder(parent.toRealPath(), features)) {
        above.sync();
      }
    }
  }

  Path path() {
    return key.path;
  }

  Folders folders() {
    return folders;
  }

  /** The private area. */
  Area area() throws IOException {
    if (area == null) {
      throw Objects.requireNonNull(areaProblem);
    }
    return area;
  }

  /** The version of a path's lock, see {@link LockTable#version}; -1 where there are no locks. */
  long version(String path) {
    return area == null ? -1 : area.locks().version(path);
  }

  /**
   * Makes sure that what is not found is not there. A root that was deleted or unmounted has no
   * files either, but to say so would be wrong.
   */
  void confirm() throws IOException {
    Object identity;
    try {
      // Followed if it is a link, as at opening: a root that was moved and linked to is the same.
      identity = Files.readAttributes(key.path, BasicFileAttributes.class).fileKey();
    } catch (AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      throw new VanishedRootException(key.path, "it is gone");
    }
    if (!Objects.equals(identity, key.identity)) {
      throw new VanishedRootException(key.path, "another directory is in its place");
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
   * @return false when the last handle is closed and no call is left
   */
  boolean acquire() {
    return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
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
      close();
    }
    return closed;
  }

  private void close() {
    try {
      if (area != null) {
        area.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      folders.close();
    }
  }
}
