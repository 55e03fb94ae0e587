package dev.coffer.delivery;

import dev.coffer.concurrent.DaemonThreads;
import dev.coffer.spi.ThreadEnd;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread for work that no writer should wait for: it commits deferred work that no other commit
 * has included, and checkpoints the write-ahead log of the database.
 */
final class CheckpointThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** How long deferred work may wait to be included in another commit. */
  private static final long LINGER_MILLIS = 5;

  /** The pause after a failure. */
  private static final long PAUSE_MILLIS = 1000;

  private static final int COMMITS_A_CHECKPOINT = 200;

  private final Runnable commit;
  private final Database database;
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
   * @param database a database that writes nothing; not closed with this
   */
  CheckpointThread(Runnable commit, Database database) {
    this.commit = commit;
    this.database = database;
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
    try {
      while (!closed) {
        boolean unused = signal.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        unused = signal.tryAcquire(2, LINGER_MILLIS, TimeUnit.MILLISECONDS);
        sweepSafely();
      }
    } catch (InterruptedException e) {
      LOG.debug("the thread of the outbox ends after an interrupt");
    }
  }

  private void sweepSafely() {
    try {
      sweep();
    } catch (RuntimeException e) {
      LOG.warn("a listener of the outbox failed", e);
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
      checkpoint();
    }
  }

  private void checkpoint() {
    try {
      long unused = database.count("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (SQLException e) {
      LOG.debug("the write-ahead log of the outbox is kept for now", e);
      database.drop();
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
