package dev.coffer.local;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** The syncs of one directory, through all its handles, and the first failure of one. */
final class DirectorySync {
  private static final String FAILED_BEFORE =
      "a sync of the directory failed before, so the names of the directories in it, and what was"
          + " deleted in it, may not be on the disk; check the disk and open the store again";

  private final DirectorySyncs all;
  private final Object key;

  /**
   * Syncs for names of files are shared, those for names of directories are not: so that none of
   * these begins before the failure of an earlier one is known.
   */
  private final ReadWriteLock syncing = new ReentrantReadWriteLock();

  private final AtomicLong askedFor = new AtomicLong();

  /** Guarded by the lock of those that are not shared. */
  private long done;

  private volatile @Nullable IOException failure;

  /** Guarded by {@link #all}. */
  private int users;

  DirectorySync(DirectorySyncs all, Object key) {
    this.all = all;
    this.key = key;
  }

  Object key() {
    return key;
  }

  void beginUse() {
    users++;
  }

  boolean endUse() {
    return --users == 0;
  }

  /** Brings the names of files in it that have just changed to the disk. */
  void syncChanges(DirectoryHandle folder) throws IOException {
    sync(folder, syncing.readLock());
  }

  /**
   * Brings the names of the directories in it to the disk, whenever these were made, and what was
   * deleted in it, whenever and by whom that was. Threads that wait for their turn share the next
   * sync.
   *
   * @param location how the directory is called in an error
   * @throws FileSystemException if a sync has failed before: the next one succeeds without the
   *     names being on the disk, so this one is not tried
   */
  void syncAllSoFar(DirectoryHandle folder, Path location) throws IOException {
    long mine = askedFor.incrementAndGet();
    Lock alone = syncing.writeLock();
    alone.lock();
    try {
      all.requireFew(location);
      IOException before = failure;
      if (before != null) {
        throw doubtful(location, FAILED_BEFORE, before);
      }
      if (done < mine) {
        long covered = askedFor.get();
        sync(folder, syncing.readLock());
        done = covered;
      }
    } finally {
      alone.unlock();
    }
  }

  private void sync(DirectoryHandle folder, Lock lock) throws IOException {
    lock.lock();
    try {
      folder.sync();
    } catch (ClosedByInterruptException | NoSuchFileException e) {
      throw e; // nothing failed: it was ended, or the directory is gone
    } catch (IOException e) {
      failure = e;
      all.remember(this, folder, e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  static FileSystemException doubtful(Path location, String hint, IOException failure) {
    FileSystemException doubtful = new FileSystemException(location.toString(), null, hint);
    doubtful.initCause(failure);
    return doubtful;
  }
}
