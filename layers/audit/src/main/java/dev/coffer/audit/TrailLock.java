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
 * The right to write to a trail, against other threads of this process and against other processes.
 * The wait for it ends after a while: a process that was stopped keeps its lock. Used by one
 * thread, but for {@link #abandon} and {@link #isWaiting}.
 *
 * <p>Who has it has three things, taken in this order: the turn in the class loader, the lock of
 * the system, which also keeps class loaders apart, and the words of {@link LockOwner}, since the
 * system may take back its lock at any time.
 */
final class TrailLock {
  static final String NAME = "lock";

  /** As long as a local store waits for a lock. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long OWNER_LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final SharedLock shared;
  private final long patience;

  /** When it was given back last. */
  private @Nullable Long lastHeld;

  private volatile boolean waiting;
  private volatile boolean abandoned;

  /** What is to be done under the lock. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  private TrailLock(SharedLock shared, Duration patience) {
    this.shared = shared;
    this.patience = patience.toNanos();
  }

  /** Opens the lock of a trail, whose file is made when it is missing. */
  static TrailLock open(TrailFolder folder, Duration patience) throws IOException {
    return new TrailLock(SharedLock.open(folder, NAME), patience);
  }

  /**
   * Does something under the lock.
   *
   * @param since the {@link System#nanoTime} since when the one who has waited longest waits, also
   *     for those who had the lock by this object before
   * @throws IOException when another has it for too long, or when the wait is abandoned
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

  /** A disk that was slow under this lock is no other process that keeps it. */
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
      owner.give();
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

  /** The system has given the lock to two when another one is the owner, which is rare. */
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
          "has not given it back within " + TimeUnit.NANOSECONDS.toSeconds(patience) + " seconds");
    }
  }

  boolean isInPlace() throws IOException {
    return shared.isInPlace();
  }

  /** Syncs a file of the trail, see {@link SharedLock#sync}. */
  void sync(FileChannel file) throws IOException {
    shared.sync(file);
  }

  /** Fails when such a sync has failed before. */
  void requireCertain() throws DoubtfulTrailException {
    shared.requireCertain();
  }

  /** Whether another has the lock and somebody waits for it. */
  boolean isWaiting() {
    return waiting;
  }

  /** Ends the wait that is under way, and each later one as soon as another has the lock. */
  void abandon() {
    abandoned = true;
  }

  /** Ends the use; waits for nobody. */
  void close() {
    shared.close();
  }
}
