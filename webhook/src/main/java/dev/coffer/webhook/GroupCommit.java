package dev.coffer.webhook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what many threads have to write in few transactions: who comes first commits for all who
 * wait behind, with one sync. What needs no answer is left in the queue and goes along with the
 * next, or by a thread of its own when there is none.
 *
 * <p>Work is done in the order in which it was given. Work that nobody waits for is kept and tried
 * again until it succeeds.
 */
final class GroupCommit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final int MOST_TOGETHER = 1000;
  private static final long PAUSE_SECONDS = 1;

  /** What is done in a transaction. */
  interface Work {
    void run(GroupCommit database) throws SQLException;
  }

  private final Connection connection;

  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final Queue<Task> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();
  private final Semaphore left = new Semaphore(0);
  private final Thread sweeper;
  private final List<Task> again = new ArrayList<>();
  private boolean syncing = true;
  private volatile boolean closed;

  private static final class Task {
    final Work work;
    final boolean synced;
    final boolean awaited;
    final Runnable after;
    volatile boolean done;
    volatile @Nullable Exception failure;

    Task(Work work, boolean synced, boolean awaited, Runnable after) {
      this.work = work;
      this.synced = synced;
      this.awaited = awaited;
      this.after = after;
    }
  }

  GroupCommit(Connection connection) {
    this.connection = connection;
    this.sweeper = new Thread(null, this::sweep, "coffer-outbox", 0, false);
    sweeper.setDaemon(true);
    sweeper.setContextClassLoader(null);
    sweeper.start();
  }

  /** A statement that is prepared once; only within a work. */
  PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  /** Does work and returns when it is committed; on the disk, when it is to be synced. */
  void await(Work work, boolean synced) throws SQLException {
    Task task = new Task(work, synced, true, () -> {});
    queue.add(task);
    while (!task.done) {
      turn.lock();
      try {
        if (!task.done) {
          commitSome();
        }
      } finally {
        turn.unlock();
      }
    }
    rethrow(task.failure);
  }

  private static void rethrow(@Nullable Exception failure) throws SQLException {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof SQLException e) {
      throw e;
    }
  }

  /** Leaves work to be done soon, and what is to be done after it is committed. */
  void leave(Work work, Runnable after) {
    queue.add(new Task(work, false, false, after));
    left.release();
  }

  /** Commits all that was given so far. */
  void flush() throws SQLException {
    if (!queue.isEmpty() || turn.isLocked()) {
      await(database -> {}, false);
    }
  }

  private void commitSome() {
    List<Task> tasks = new ArrayList<>(again);
    again.clear();
    for (Task task = queue.poll(); task != null; task = queue.poll()) {
      tasks.add(task);
      if (tasks.size() >= MOST_TOGETHER) {
        break;
      }
    }
    if (!tasks.isEmpty() && !commit(tasks)) {
      tasks.forEach(task -> commit(List.of(task))); // one of them may be to blame
    }
  }

  /** Commits tasks together; what fails alone is told to who waits, or kept. */
  private boolean commit(List<Task> tasks) {
    try {
      begin(tasks.stream().anyMatch(task -> task.synced));
      for (Task task : tasks) {
        task.work.run(this);
      }
      execute("COMMIT");
    } catch (SQLException | RuntimeException e) {
      rollBack();
      if (tasks.size() == 1) {
        fail(tasks.get(0), e);
      }
      return false;
    }
    for (Task task : tasks) {
      task.after.run();
      task.done = true;
    }
    return true;
  }

  private void fail(Task task, Exception e) {
    if (task.awaited) {
      task.failure = e;
      task.done = true;
    } else {
      LOG.warn("the outbox cannot be written; it is tried again", e);
      again.add(task);
    }
  }

  private void begin(boolean synced) throws SQLException {
    if (synced != syncing) {
      execute("PRAGMA synchronous=" + (synced ? "FULL" : "NORMAL"));
      syncing = synced;
    }
    execute("BEGIN IMMEDIATE");
  }

  private void execute(String sql) throws SQLException {
    statement(sql).execute();
  }

  private void rollBack() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      LOG.debug("there is nothing to roll back", e);
    }
  }

  private void sweep() {
    try {
      while (!closed) {
        boolean unused = left.tryAcquire(PAUSE_SECONDS, TimeUnit.SECONDS);
        left.drainPermits();
        turn.lock();
        try {
          while (!queue.isEmpty()) {
            commitSome();
          }
          if (!again.isEmpty()) {
            commitSome();
          }
        } finally {
          turn.unlock();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("the outbox ends, interrupted");
    }
  }

  /** Commits what was given, and closes the connection. */
  @Override
  public void close() throws SQLException {
    closed = true;
    left.release();
    turn.lock();
    try {
      while (!queue.isEmpty()) {
        commitSome();
      }
      connection.close();
    } finally {
      turn.unlock();
    }
  }
}
