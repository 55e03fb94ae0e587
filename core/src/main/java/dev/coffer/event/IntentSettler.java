package dev.coffer.event;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.concurrent.DaemonThreads;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that settles the changes in a log whose outcome is unknown, independently of all changes
 * and deliveries: a store that does not answer delays neither. It ends when nothing is left.
 */
final class IntentSettler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileEventLog.class);
  private static final long PAUSE_MILLIS = 2000;

  /** How long the close waits for the first pass, since a process may be that short. */
  private static final long GRACE_MILLIS = 2000;

  private final FileEventLog log;
  private final Function<FilePath, Optional<FileInfo>> store;
  private final Semaphore signal = new Semaphore(0);
  private final CountDownLatch firstPass = new CountDownLatch(1);
  private @Nullable Thread thread;
  private boolean failing;
  private volatile boolean closed;

  IntentSettler(FileEventLog log, Function<FilePath, Optional<FileInfo>> store) {
    this.log = log;
    this.store = store;
  }

  /** There may be something to settle now. */
  synchronized void wake() {
    signal.release();
    if (thread == null && !closed) {
      Thread started = DaemonThreads.unstarted("coffer-settler", this::run);
      started.start();
      thread = started;
    }
  }

  private void run() {
    try {
      boolean more;
      do {
        signal.drainPermits();
        more = pass();
        firstPass.countDown();
      } while (goesOn(more));
    } catch (InterruptedException e) {
      LOG.debug("the rest is settled when the log is opened again");
    } finally {
      ended();
    }
  }

  /**
   * After an error, such as a full heap while a failure was reported, the next wake starts again.
   */
  private synchronized void ended() {
    if (thread == Thread.currentThread()) {
      thread = null;
    }
  }

  /** Waits until there may be something to settle; returns false if the thread must end. */
  private boolean goesOn(boolean more) throws InterruptedException {
    boolean unused = more && signal.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    synchronized (this) {
      boolean wanted = !closed && (more || signal.availablePermits() > 0);
      if (!wanted) {
        thread = null;
      }
      return wanted;
    }
  }

  private boolean pass() {
    try {
      return log.settle(store);
    } catch (Throwable e) { // a store may throw what it does not declare
      if (!failing && !closed) {
        LOG.warn("changes with an unknown outcome cannot be settled; this is retried", e);
      }
      failing = true;
      return true;
    }
  }

  /** Ends the thread, which may be waiting for a store that does not answer. */
  @Override
  public void close() {
    Thread running = running();
    try {
      if (running != null) {
        boolean unused = firstPass.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        closed = true;
        running.interrupt();
        running.join(GRACE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closed = true;
    }
  }

  private synchronized @Nullable Thread running() {
    return thread;
  }
}
