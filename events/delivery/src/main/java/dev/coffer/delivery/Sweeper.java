package dev.coffer.delivery;

import dev.coffer.concurrent.DaemonThreads;
import dev.coffer.spi.EndOfThread;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does what no writer should wait for: it commits what was left and did not go along
 * with a commit that somebody waits for, and brings what is committed from the log of the database
 * into its tables.
 */
final class Sweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** How long what was left may wait for others to go along with. */
  private static final long LINGER_MILLIS = 5;

  /** After what failed. */
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
   * @param commit commits what was left
   * @param database one that writes nothing; not closed with this
   */
  Sweeper(Runnable commit, Database database) {
    this.commit = commit;
    this.database = database;
    this.thread = DaemonThreads.unstarted("coffer-outbox", this::run);
    thread.start();
  }

  /** Something was left. */
  void left() {
    if (!awake) {
      awake = true;
      signal.release();
    }
  }

  /** Something could not be committed and is to be tried again. */
  void failed() {
    failed = true;
  }

  /** Something was committed. */
  void committed() {
    if (commits.incrementAndGet() == COMMITS_A_CHECKPOINT) {
      left();
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
      LOG.debug("the outbox ends, interrupted");
    }
  }

  private void sweepSafely() {
    try {
      sweep();
    } catch (RuntimeException e) {
      LOG.warn("who listens to the outbox failed", e);
    }
  }

  private void sweep() {
    signal.drainPermits();
    if (awake || failed) {
      awake = false; // what is left from here on calls again
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
      LOG.debug("the log of the outbox is kept for now", e);
      database.drop();
    }
  }

  /** Ends the thread. */
  @Override
  public void close() {
    closed = true;
    signal.release(2);
    EndOfThread.await(thread);
  }
}
