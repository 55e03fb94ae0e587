package dev.coffer.observe;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to write to a trail, against other threads of this process and against other processes.
 * The wait for it ends after a while: a process that was stopped keeps its lock. Used by one
 * thread, but for {@link #abandon} and {@link #isWaiting}.
 */
final class TrailLock {
  /** As long as a local store waits for a lock. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final ReentrantLock ofThisProcess;
  private final Duration patience;
  private PinnedFile file;
  private volatile boolean waiting;
  private volatile boolean abandoned;

  /** What is to be done under the lock. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  private TrailLock(ReentrantLock ofThisProcess, PinnedFile file, Duration patience) {
    this.ofThisProcess = ofThisProcess;
    this.file = file;
    this.patience = patience;
  }

  /** Opens the lock of a file, which is made when it is missing. */
  static TrailLock open(ReentrantLock ofThisProcess, Path path, Duration patience)
      throws IOException {
    return new TrailLock(ofThisProcess, PinnedFile.open(path), patience);
  }

  /**
   * Does something under the lock.
   *
   * @throws IOException when another has it for too long, or when the wait is abandoned
   */
  void run(Work work) throws IOException {
    long start = System.nanoTime();
    try {
      takeInThisProcess(start);
      try (FileLock lock = takeFile(start)) {
        waiting = false;
        if (!lock.isValid()) {
          throw new IOException("the lock " + file + " is lost");
        }
        work.run();
      } finally {
        ofThisProcess.unlock();
      }
    } finally {
      waiting = false;
    }
  }

  private void takeInThisProcess(long start) throws IOException {
    try {
      while (!ofThisProcess.tryLock(LOOK_NANOS, TimeUnit.NANOSECONDS)) {
        waiting = true;
        requirePatience(start);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while another thread wrote to the trail");
    }
  }

  private FileLock takeFile(long start) throws IOException {
    FileLock free = file.file().getChannel().tryLock();
    if (free != null) {
      return free;
    }
    waiting = true;
    LockTaker taker = LockTaker.begin(file.file().getChannel());
    try {
      FileLock taken = taker.lock(LOOK_NANOS);
      while (taken == null) {
        requirePatience(start);
        taken = taker.lock(LOOK_NANOS);
      }
      return taken;
    } catch (IOException e) {
      reopen(e);
      throw e;
    }
  }

  private void requirePatience(long start) throws IOException {
    if (abandoned) {
      throw new LockedTrailException(file, "an interrupt has ended the wait for it");
    }
    if (System.nanoTime() - start > patience.toNanos()) {
      throw new LockedTrailException(
          file, "has not given it back within " + patience.toSeconds() + " seconds");
    }
  }

  /** Closing its file is what ends the wait for a lock. */
  private void reopen(IOException failure) {
    file.close();
    try {
      file = file.again();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  boolean isInPlace() throws IOException {
    return file.isInPlace();
  }

  /** Whether another has the lock and somebody waits for it. */
  boolean isWaiting() {
    return waiting;
  }

  /** Ends the wait that is under way, and each later one as soon as another has the lock. */
  void abandon() {
    abandoned = true;
  }

  /** Frees every lock that this process has of the file. */
  void close() {
    file.close();
  }
}
