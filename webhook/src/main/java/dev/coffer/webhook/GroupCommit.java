package dev.coffer.webhook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what many threads have to write in few transactions: who comes first commits for all who
 * wait behind, with one sync. What needs no answer is left in the queue and goes along with the
 * next, or by a thread of its own when none comes soon.
 *
 * <p>Work is done in the order in which it was given. Work that nobody waits for is kept and tried
 * again until it succeeds.
 */
final class GroupCommit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final int MOST_TOGETHER = 1000;

  /** What is done in a transaction. */
  interface Work {
    void run(GroupCommit database) throws SQLException;
  }

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final Queue<Task> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();
  private final Sweeper sweeper;
  private final List<Task> again = new ArrayList<>();

  /** Those that are done and still wait; told when the turn has been passed on. */
  private final List<Task> ended = new ArrayList<>();

  private boolean syncing = true;

  /** The latest number of this transaction; negative before it is asked for. */
  private long number;

  private static final class Task {
    final Work work;
    final boolean synced;
    final @Nullable Thread waiting;
    final Runnable after;
    volatile boolean done;
    volatile @Nullable Exception failure;

    Task(Work work, boolean synced, @Nullable Thread waiting, Runnable after) {
      this.work = work;
      this.synced = synced;
      this.waiting = waiting;
      this.after = after;
    }

    void wake() {
      if (waiting != null) {
        LockSupport.unpark(waiting);
      }
    }
  }

  /**
   * Begins.
   *
   * @param connection what is written; closed with this
   * @param beside another connection, for what is done beside the transactions
   */
  GroupCommit(Connection connection, Connection beside) {
    this.connection = connection;
    this.sweeper = new Sweeper(this::commitWhatIsLeft, beside);
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

  /**
   * The next of the numbers that only grow; only within a work.
   *
   * @param latest a query for the latest one before this transaction
   */
  long next(String latest) throws SQLException {
    if (number < 0) {
      try (ResultSet row = statement(latest).executeQuery()) {
        number = row.next() ? row.getLong(1) : 0;
      }
    }
    return ++number;
  }

  /** Does work and returns when it is committed; on the disk, when it is to be synced. */
  void await(Work work, boolean synced) throws SQLException {
    Task task = new Task(work, synced, Thread.currentThread(), () -> {});
    queue.add(task);
    boolean interrupted = false;
    while (!task.done) {
      if (turn.tryLock()) {
        commitInTurn(task);
      } else {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    rethrow(task.failure);
  }

  /** Commits until a task is done. */
  private void commitInTurn(Task task) {
    try {
      while (!task.done) {
        commitSome();
      }
    } finally {
      passOn();
    }
  }

  /**
   * Ends a turn. Who came meanwhile waits to be told that it is free, and begins before those that
   * are done go on.
   */
  private void passOn() {
    List<Task> told = List.copyOf(ended);
    ended.clear();
    turn.unlock();
    for (Task next : queue) {
      if (next.waiting != null) {
        next.wake();
        break;
      }
    }
    told.forEach(Task::wake);
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
    queue.add(new Task(work, false, null, after));
    sweeper.left();
  }

  /** Commits all that was given so far. */
  void flush() throws SQLException {
    if (!queue.isEmpty() || turn.isLocked()) {
      await(database -> {}, false);
    }
  }

  private void commitWhatIsLeft() {
    turn.lock();
    try {
      do {
        commitSome();
      } while (!queue.isEmpty());
    } finally {
      passOn();
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
    sweeper.committed();
    tasks.forEach(this::end);
    tasks.forEach(task -> task.after.run());
    return true;
  }

  private void fail(Task task, Exception e) {
    if (task.waiting == null) {
      LOG.warn("the outbox cannot be written; it is tried again", e);
      again.add(task);
      sweeper.failed();
    } else {
      task.failure = e;
      end(task);
    }
  }

  private void end(Task task) {
    task.done = true;
    if (task.waiting != null && task.waiting != Thread.currentThread()) {
      ended.add(task);
    }
  }

  private void begin(boolean synced) throws SQLException {
    if (synced != syncing) {
      execute("PRAGMA synchronous=" + (synced ? "FULL" : "NORMAL"));
      syncing = synced;
    }
    execute("BEGIN IMMEDIATE");
    number = -1;
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

  /** Commits what was given, and closes the connection. */
  @Override
  public void close() throws SQLException {
    sweeper.close();
    commitWhatIsLeft();
    turn.lock();
    try {
      connection.close();
    } finally {
      turn.unlock();
    }
  }
}
