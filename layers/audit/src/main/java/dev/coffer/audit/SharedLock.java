package dev.coffer.audit;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The lock file of a trail, opened once for all users of the trail in this class loader, by
 * whatever path they reach it, and closed with the last: closing it releases every lock that this
 * process has on it. Holds what is known of the trail as a whole.
 */
final class SharedLock {
  /** The open lock files, by identity. Guarded by itself. */
  private static final Map<Object, SharedLock> OPEN = new HashMap<>();

  /** Guards {@link #OPEN}. */
  private static final ReentrantLock OPENING = new ReentrantLock();

  /** Serialises the threads of this class loader. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private final TrailFolder folder;
  private volatile PinnedFile file;

  // Guarded by {@link #turn}.
  private @Nullable LockOwner owner;
  private @Nullable DoubtfulTrailException doubt;

  /** Guarded by {@link #OPENING}. */
  private int users;

  private SharedLock(TrailFolder folder, PinnedFile file) {
    this.folder = folder;
    this.file = file;
  }

  /** Begins a use of a lock file, which is created if it is missing. */
  static SharedLock open(TrailFolder folder, String name) throws IOException {
    OPENING.lock();
    try {
      SharedLock lock = find(folder, name);
      if (lock == null) {
        lock = make(folder.reopen(), name);
        OPEN.put(lock.file.identity(), lock);
      }
      lock.users++;
      return lock;
    } finally {
      OPENING.unlock();
    }
  }

  private static @Nullable SharedLock find(TrailFolder folder, String name) throws IOException {
    try {
      return OPEN.get(PinnedFile.requireRegular(folder, name));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** It outlives the handle of its first user. */
  private static SharedLock make(TrailFolder own, String name) throws IOException {
    try {
      return new SharedLock(own, PinnedFile.open(own, name));
    } catch (IOException | RuntimeException | Error e) {
      own.close();
      throw e;
    }
  }

  /** Ends a use. */
  void close() {
    OPENING.lock();
    try {
      if (--users == 0) {
        OPEN.remove(file.identity(), this);
        file.close();
        folder.close();
      }
    } finally {
      OPENING.unlock();
    }
  }

  ReentrantLock turn() {
    return turn;
  }

  /** Returns the file, reopened if the end of a wait has closed it. */
  FileChannel channel() throws IOException {
    if (!file.file().isOpen()) {
      file = file.reopen();
    }
    return file.file();
  }

  /** Ends the system's wait for a lock of the file. */
  void endWait() {
    file.close();
  }

  LockOwner owner() throws IOException {
    LockOwner known = owner;
    if (known == null || !LockOwner.isIn(channel())) {
      known = LockOwner.in(channel());
      owner = known;
    }
    return known;
  }

  boolean isInPlace() throws IOException {
    return file.isInPlace();
  }

  /**
   * Syncs a file of the trail. If that fails, no later sync shows whether the lines are on the
   * disk, so nothing more is written to the trail while it is open.
   */
  void sync(FileChannel written) throws IOException {
    try {
      written.force(true);
    } catch (ClosedChannelException e) {
      throw e; // caused by an interrupt; it says nothing about the disk
    } catch (IOException e) {
      doubt = DoubtfulTrailException.ofSync(file, e);
      throw doubt;
    }
  }

  /**
   * Throws if a sync has failed since this process opened the trail.
   *
   * @throws DoubtfulTrailException with the failure of that sync
   */
  void requireCertain() throws DoubtfulTrailException {
    if (doubt != null) {
      throw DoubtfulTrailException.ofSync(file, doubt);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
