package dev.coffer.local;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** A handle of a directory with its place in the tree, closed when it is neither kept nor used. */
final class OpenFolder {
  /** What is used often need not note each time when that was. */
  private static final long TICK = 1_000_000;

  final Folder folder;
  final Place place;

  /**
   * Whether the directory's own name, and those of all directories above it, are known to be on the
   * disk: each was synced since this handle was opened.
   */
  volatile boolean anchored;

  private final AtomicInteger users = new AtomicInteger(1);

  /**
   * Syncs for names of files are shared, those for names of directories are not: so that none of
   * these begins before the failure of an earlier one is known.
   */
  private final ReadWriteLock syncing = new ReentrantReadWriteLock();

  private final AtomicLong syncsAskedFor = new AtomicLong();

  /** Guarded by the lock of those that are not shared. */
  private long syncsDone;

  private volatile @Nullable IOException syncFailure;

  /** Whether it was looked for itself, and not only passed on the way down to another. */
  volatile boolean wanted;

  private volatile long lastUsed = System.nanoTime();

  OpenFolder(Folder folder, Place place) {
    this.folder = folder;
    this.place = place;
  }

  /** Keeps the handle open; to be released. False when it is closed already. */
  boolean acquire() {
    if (users.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
      return false;
    }
    long now = System.nanoTime();
    if (now - lastUsed > TICK) {
      lastUsed = now;
    }
    return true;
  }

  void release() {
    if (users.decrementAndGet() == 0) {
      folder.close();
    }
  }

  /** Whether nobody uses it but who keeps it, and nothing is known that must be remembered. */
  boolean isDispensable() {
    return users.get() == 1 && syncFailure == null;
  }

  /** Whether it is the directory that was found at a place. */
  boolean isAt(Place other) {
    return Objects.equals(place.identity(), other.identity());
  }

  /** When it was used last, by {@link System#nanoTime}. */
  long lastUsed() {
    return lastUsed;
  }

  /** Brings the names of files in it that have just changed to the disk. */
  void syncChanges() throws IOException {
    sync(syncing.readLock());
  }

  /**
   * Brings the names of the directories in it to the disk, whenever these were made, and what was
   * deleted in it, whenever and by whom that was. Threads that wait for their turn share the next
   * sync.
   *
   * @throws FileSystemException when a sync has failed before: the next one succeeds without the
   *     names being on the disk, so this one is not tried
   */
  void syncAllSoFar() throws IOException {
    long mine = syncsAskedFor.incrementAndGet();
    Lock alone = syncing.writeLock();
    alone.lock();
    try {
      IOException failure = syncFailure;
      if (failure != null) {
        throw doubtful(failure);
      }
      if (syncsDone < mine) {
        long covered = syncsAskedFor.get();
        sync(syncing.readLock());
        syncsDone = covered;
      }
    } finally {
      alone.unlock();
    }
  }

  private void sync(Lock lock) throws IOException {
    lock.lock();
    try {
      folder.sync();
    } catch (ClosedByInterruptException | NoSuchFileException e) {
      throw e; // nothing failed: it was ended, or the directory is gone
    } catch (IOException e) {
      syncFailure = e;
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private FileSystemException doubtful(IOException failure) {
    String hint =
        "a sync of the directory failed before, so the names of the directories in it, and what was"
            + " deleted in it, may not be on the disk; check the disk and open the store anew";
    FileSystemException doubtful = new FileSystemException(place.location().toString(), null, hint);
    doubtful.initCause(failure);
    return doubtful;
  }
}
