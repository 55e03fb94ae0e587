package dev.coffer.audit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive right to write to a trail, among threads and processes. The wait for it is limited,
 * since a process that was stopped keeps its lock. Used by one thread, except for {@link #abandon}
 * and {@link #isWaiting}.
 *
 * <p>The right consists of three things, taken in this order: the turn in the class loader, the
 * lock of the system, which also excludes other class loaders, and the words of {@link LockOwner},
 * since the system may revoke its lock at any time.
 */
final class TrailLock {
  static final String NAME = "lock";

  /** The time for which a local store waits for a lock. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long OWNER_LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final SharedLock shared;
  private final long patience;

  /** When it was last released. */
  private @Nullable Long lastHeld;

  private volatile boolean waiting;
  private volatile boolean abandoned;

  /** Work to do under the lock. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  private TrailLock(SharedLock shared, Duration patience) {
    this.shared = shared;
    this.patience = patience.toNanos();
  }

  /** Opens the lock of a trail, whose file is created if it is missing. */
  static TrailLock open(TrailFolder folder, Duration patience) throws IOException {
    return new TrailLock(SharedLock.open(folder, NAME), patience);
  }

  /**
   * Runs work under the lock.
   *
   * @param since the {@link System#nanoTime} since which the longest waiting caller has been
   *     waiting, including for earlier holders of this object's lock
   * @throws IOException if another process holds it for too long, or if the wait is abandoned
   */
  void run(long since, Work work) throws IOException {
    long start = start(since);
    try {
      takeTurn(start);
      try (FileLock lock = takeFile(start)) {
        runLocked(start, lock, work);
      } finally {
        shared.turn().unlock();
      }
    } finally {
      waiting = false;
    }
  }

  /** Excludes the time in which this object held the lock on a slow disk. */
  private long start(long since) {
    Long held = lastHeld;
    return held == null || since - held > 0 ? since : held;
  }

  private void runLocked(long start, FileLock lock, Work work) throws IOException {
    LockOwner owner = shared.owner();
    takeOwnership(owner, start);
    try {
      waiting = false;
      work.run();
      if (!lock.isValid() || !owner.isOwn()) {
        throw new IOException("the lock " + shared + " is lost");
      }
    } finally {
      lastHeld = System.nanoTime();
      owner.release();
    }
  }

  private void takeTurn(long start) throws IOException {
    try {
      while (!shared.turn().tryLock(LOOK_NANOS, TimeUnit.NANOSECONDS)) {
        waiting = true;
        requirePatience(start);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while another thread wrote to the trail");
    }
  }

  private FileLock takeFile(long start) throws IOException {
    FileChannel file = shared.channel();
    FileLock free = tryLock(file);
    if (free != null) {
      return free;
    }
    waiting = true;
    LockTaker taker = LockTaker.begin(file);
    try {
      FileLock taken = taker.lock(LOOK_NANOS);
      while (taken == null) {
        requirePatience(start);
        taken = taker.lock(LOOK_NANOS);
      }
      return taken;
    } catch (IOException e) {
      shared.endWait();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another class loader of this process has it
    }
  }

  /** If another process is the owner, the system has granted the lock twice, which is rare. */
  private void takeOwnership(LockOwner owner, long start) throws IOException {
    while (!owner.take(patience / 2)) {
      waiting = true;
      requirePatience(start);
      LockSupport.parkNanos(OWNER_LOOK_NANOS);
    }
  }

  private void requirePatience(long start) throws IOException {
    if (abandoned) {
      throw new LockedTrailException(shared, "an interrupt has ended the wait for it");
    }
    if (System.nanoTime() - start > patience) {
      throw new LockedTrailException(
          shared,
          "has not released it within " + TimeUnit.NANOSECONDS.toSeconds(patience) + " seconds");
    }
  }

  boolean isInPlace() throws IOException {
    return shared.isInPlace();
  }

  /** Syncs a file of the trail, see {@link SharedLock#sync}. */
  void sync(FileChannel file) throws IOException {
    shared.sync(file);
  }

  /** Throws if such a sync has failed before. */
  void requireCertain() throws DoubtfulTrailException {
    shared.requireCertain();
  }

  /** Returns whether another process has the lock and a caller waits for it. */
  boolean isWaiting() {
    return waiting;
  }

  /** Ends the current wait, and each later one as soon as another process has the lock. */
  void abandon() {
    abandoned = true;
  }

  /** Ends the use without waiting. */
  void close() {
    shared.close();
  }
}
