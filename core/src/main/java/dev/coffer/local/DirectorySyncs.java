package dev.coffer.local;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The syncs of all directories of a root that is open. Of each directory that is in use there is
 * one {@link DirectorySync}, however many handles it has. One that has failed stays, with a handle
 * of its own: while that is open, no new directory can have the identity of the old one.
 *
 * <p>Only a few directories are remembered. If the syncs of more have failed, every directory of
 * the root counts as one whose sync has failed.
 */
final class DirectorySyncs {
  private final ReentrantLock lock = new ReentrantLock();

  static final int MOST_FAILED = 64;

  /** Guarded by the lock. */
  private final Map<Object, DirectorySync> used = new HashMap<>();

  /** Null is for a directory whose handle could not be opened. Guarded by the lock. */
  private final Map<DirectorySync, @Nullable DirectoryHandle> failed = new HashMap<>();

  private volatile @Nullable IOException oneTooMany;

  /**
   * Begins a use of a directory's syncs.
   *
   * @param identity see {@link DirectoryHandle#identity()}
   * @param location used instead of the identity if the system has none
   */
  DirectorySync acquire(@Nullable Object identity, Path location) {
    lock.lock();
    try {
      Object key = Objects.requireNonNullElse(identity, location);
      DirectorySync sync = used.computeIfAbsent(key, absent -> new DirectorySync(this, key));
      sync.beginUse();
      return sync;
    } finally {
      lock.unlock();
    }
  }

  /** Ends a use. */
  void release(DirectorySync sync) {
    lock.lock();
    try {
      if (sync.endUse() && !failed.containsKey(sync)) {
        used.remove(sync.key());
      }
    } finally {
      lock.unlock();
    }
  }

  /** As {@link DirectorySync#syncAllSoFar}, of a directory that has just been opened. */
  void syncAllSoFar(DirectoryHandle folder, Path location) throws IOException {
    DirectorySync sync = acquire(folder.identity(), location);
    try {
      sync.syncAllSoFar(folder, location);
    } finally {
      release(sync);
    }
  }

  void remember(DirectorySync sync, DirectoryHandle folder, IOException failure) {
    lock.lock();
    try {
      if (failed.containsKey(sync)) {
        return;
      }
      if (failed.size() < MOST_FAILED) {
        failed.put(sync, openAgain(folder));
      } else {
        oneTooMany = failure;
      }
    } finally {
      lock.unlock();
    }
  }

  private static @Nullable DirectoryHandle openAgain(DirectoryHandle folder) {
    try {
      return folder.folder(".");
    } catch (IOException e) {
      return null;
    }
  }

  /** Fails if there were too many failures to remember which directories they concern. */
  void requireFew(Path location) throws FileSystemException {
    IOException failure = oneTooMany;
    if (failure != null) {
      String hint =
          "the syncs of more than "
              + MOST_FAILED
              + " directories have failed; check the disk and open the store again";
      throw DirectorySync.doubtful(location, hint, failure);
    }
  }

  void close() {
    lock.lock();
    try {
      for (DirectoryHandle handle : failed.values()) {
        if (handle != null) {
          handle.close();
        }
      }
      failed.clear();
    } finally {
      lock.unlock();
    }
  }
}
