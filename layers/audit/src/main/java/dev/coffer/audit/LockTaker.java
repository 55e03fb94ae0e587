package dev.coffer.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that waits for the lock of a file, so that another thread can wait for a limited time.
 * The system's wait has no limit, and polling would always lose against a process that retakes the
 * lock as soon as it has released it. Closing the file ends the thread.
 */
final class LockTaker extends Thread {
  private static final long AGAIN_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final FileChannel file;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable FileLock lock;
  private volatile @Nullable IOException failure;

  private LockTaker(FileChannel file) {
    super(null, null, "coffer-audit-lock", 0, false);
    this.file = file;
  }

  static LockTaker begin(FileChannel file) {
    LockTaker taker = new LockTaker(file);
    taker.setDaemon(true);
    taker.start();
    return taker;
  }

  @Override
  public void run() {
    FileLock taken = null;
    IOException error = null;
    try {
      taken = take();
    } catch (IOException e) {
      error = e;
    } catch (RuntimeException | Error e) {
      error = new IOException(e.toString(), e);
    }
    lock = taken;
    failure = error;
    done.countDown();
  }

  private FileLock take() throws IOException {
    while (true) {
      try {
        return file.lock();
      } catch (OverlappingFileLockException e) {
        // Another class loader of this process has the lock: the system cannot wait for that.
        LockSupport.parkNanos(AGAIN_NANOS);
      }
    }
  }

  /** Ignores interrupts, which would close the file for the others. */
  @Override
  public void interrupt() {}

  /**
   * Waits for the lock.
   *
   * @return null if another process still has it after that time
   */
  @Nullable FileLock lock(long nanos) throws IOException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      try {
        if (done.await(left, TimeUnit.NANOSECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        // This thread is never interrupted on purpose; the trail continues.
      }
    }
    IOException failed = failure;
    if (failed != null) {
      throw failed;
    }
    return lock;
  }
}
