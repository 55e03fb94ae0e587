package dev.coffer.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The area of another store, if there is one. Its locks are opened when they are first needed, and
 * may be closed while nobody uses them.
 */
final class OverlappingArea {
  private final Path directory;
  private final OverlappingAreas areas;

  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private @Nullable LockTable locks;
  private int uses;
  private boolean retired;

  private volatile long lastUsed;

  OverlappingArea(Path directory, OverlappingAreas areas) {
    this.directory = directory;
    this.areas = areas;
  }

  /**
   * Begins a use of the locks, unless there are none.
   *
   * @return null if there are none
   * @throws ClosedAreaException if this user may not take them
   * @throws LockFile.OtherVersionException if they are those of another version
   */
  @Nullable LockTable acquire() throws IOException {
    lock.lock();
    try {
      LockTable table = locks;
      if (table == null) {
        table = open();
        locks = table;
      }
      if (table != null) {
        uses++;
      }
      return table;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable LockTable open() throws IOException {
    try {
      return areas.openLocks(directory);
    } catch (AccessDeniedException e) {
      throw new ClosedAreaException(directory, e);
    } catch (LockFile.OtherVersionException e) {
      throw (IOException) new LockFile.OtherVersionException("the store " + directory).initCause(e);
    }
  }

  /** Ends a use. */
  void release() throws IOException {
    lock.lock();
    try {
      uses--;
      lastUsed = System.nanoTime();
      if (retired) {
        closeIfUnused();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Closes the locks with their last use. */
  void retire() throws IOException {
    lock.lock();
    try {
      retired = true;
      closeIfUnused();
    } finally {
      lock.unlock();
    }
  }

  void closeIfUnused() throws IOException {
    lock.lock();
    try {
      LockTable table = locks;
      if (uses == 0 && table != null) {
        locks = null;
        table.close();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean isDispensable() {
    lock.lock();
    try {
      return locks != null && uses == 0;
    } finally {
      lock.unlock();
    }
  }

  /** When it was used last, by {@link System#nanoTime}. */
  long lastUsed() {
    return lastUsed;
  }

  /** Whether the locks that are open are those of an area that was deleted. */
  boolean isGone() {
    lock.lock();
    try {
      return locks != null && !locks.isAt(directory.resolve(StoreArea.NAME).resolve("locks"));
    } finally {
      lock.unlock();
    }
  }

  /** There is a store above or below whose locks this user may not take. */
  static final class ClosedAreaException extends AccessDeniedException {
    private static final long serialVersionUID = 1L;

    ClosedAreaException(Path directory, AccessDeniedException cause) {
      super(
          directory.resolve(StoreArea.NAME).toString(),
          null,
          "the directory "
              + directory
              + " is a store too, of another user, whose locks this user may not take");
      initCause(cause);
    }
  }
}
