package dev.coffer.delivery.table;

import dev.coffer.concurrent.DaemonThreads;
import dev.coffer.spi.ThreadEnd;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread for work that no writer should wait for: it commits deferred work that no other commit
 * has included, and does the upkeep of the database: for SQLite, it checkpoints the write-ahead
 * log.
 */
final class CheckpointThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.coffer.delivery.Outbox");

  /** How long deferred work may wait to be included in another commit. */
  private static final long LINGER_MILLIS = 5;

  /** The pause after a failure. */
  private static final long PAUSE_MILLIS = 1000;

  private static final int COMMITS_A_CHECKPOINT = 200;

  private final Runnable commit;
  private final Runnable upkeep;
  private final Semaphore signal = new Semaphore(0);
  private final AtomicInteger commits = new AtomicInteger();
  private final Thread thread;
  private volatile boolean awake;
  private volatile boolean failed;
  private volatile boolean closed;

  /**
   * Starts.
   *
   * @param commit commits deferred work
   * @param upkeep work to do after many commits
   */
  CheckpointThread(Runnable commit, Runnable upkeep) {
    this.commit = commit;
    this.upkeep = upkeep;
    this.thread = DaemonThreads.unstarted("coffer-outbox", this::run);
    thread.start();
  }

  /** Wakes the thread: work was deferred. */
  void workDeferred() {
    if (!awake) {
      awake = true;
      signal.release();
    }
  }

  /** Wakes the thread: there is work that somebody will wait for. */
  void workSubmitted() {
    awake = true;
    signal.release(3); // for both waits of a round, and one that may just have been drained
  }

  /** Records that work could not be committed and must be retried. */
  void failed() {
    failed = true;
  }

  /** Records a commit, whose pages need a checkpoint. */
  void committed() {
    if (commits.incrementAndGet() == COMMITS_A_CHECKPOINT) {
      workDeferred();
    }
  }

  private void run() {
    while (!closed) {
      try {
        boolean unused = signal.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        unused = signal.tryAcquire(2, LINGER_MILLIS, TimeUnit.MILLISECONDS);
        sweepSafely();
      } catch (InterruptedException e) {
        LOG.debug("the thread of the outbox ends after an interrupt");
        return;
      } catch (Throwable e) { // a full heap, of which nothing can be said
        failed = true;
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
      }
    }
  }

  private void sweepSafely() {
    try {
      sweep();
    } catch (RuntimeException | Error e) {
      LOG.warn("the outbox's thread failed; it goes on", e);
    }
  }

  private void sweep() {
    signal.drainPermits();
    if (awake || failed) {
      awake = false; // work deferred from here on wakes the thread again
      failed = false;
      commit.run();
    }
    if (commits.get() >= COMMITS_A_CHECKPOINT) {
      commits.set(0);
      upkeep.run();
    }
  }

  /** Ends the thread. */
  @Override
  public void close() {
    closed = true;
    signal.release(2);
    ThreadEnd.await(thread);
  }
}
