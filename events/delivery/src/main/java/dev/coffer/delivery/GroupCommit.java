package dev.coffer.delivery;

import dev.coffer.FileStoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
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
 * <p>Work is done in the order in which it was given. When the database fails, all who wait are
 * told; work that nobody waits for is kept and tried again until it succeeds. While another process
 * has the database locked, each waits for its own time.
 */
final class GroupCommit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final int MOST_TOGETHER = 1000;

  /** Who has waited for its time still gets a try. */
  private static final long LEAST_WAIT_MILLIS = 10;

  /** What is done in a transaction. */
  interface Work {
    /**
     * Does it.
     *
     * @throws FileStoreException is given to who waits; what the work has done until then is
     *     committed with the work of others
     */
    void run(Database database) throws SQLException;
  }

  private final Database database;
  private final long patience;
  private final Queue<Task> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();
  private final CheckpointThread sweeper;

  /** What a database that failed could not take yet. */
  private final List<Task> again = new ArrayList<>();

  /** Those that are done and still wait; told when the turn has been passed on. */
  private final List<Task> ended = new ArrayList<>();

  /** Whether the database has failed since it last took something. */
  private volatile boolean failing;

  private static final class Task {
    final Work work;
    final boolean synced;
    final @Nullable Thread waiting;
    final Runnable after;
    final long since = System.nanoTime();
    volatile boolean done;
    volatile @Nullable Throwable failure;

    Task(Work work, boolean synced, @Nullable Thread waiting, Runnable after) {
      this.work = work;
      this.synced = synced;
      this.waiting = waiting;
      this.after = after;
    }

    void run(Database database) throws SQLException {
      failure = null;
      try {
        work.run(database);
      } catch (FileStoreException e) {
        failure = e;
      }
    }

    /** For how long it has waited, in whole seconds, so that most say the same. */
    long waitedMillis() {
      return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since) * 1000;
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
   * @param database what is written; closed with this
   * @param beside another, for what is done beside the transactions; not closed with this
   * @param patience how many milliseconds each waits for another process that writes
   */
  GroupCommit(Database database, Database beside, long patience) {
    this.database = database;
    this.patience = patience;
    this.sweeper = new CheckpointThread(this::commitWhatIsLeft, beside);
  }

  /**
   * Does work and returns when it is committed; on the disk, when it is to be synced. What is to be
   * done after that is done in the order of the commits.
   */
  void await(Work work, boolean synced, Runnable after) throws SQLException {
    Task task = new Task(work, synced, Thread.currentThread(), after);
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

  private static void rethrow(@Nullable Throwable failure) throws SQLException {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
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

  /**
   * Commits all that was given so far. A database that fails is not waited for: what it has is read
   * while it takes nothing.
   */
  void flush() throws SQLException {
    if (!failing && (!queue.isEmpty() || turn.isLocked())) {
      await(database -> {}, false, () -> {});
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
    if (!tasks.isEmpty()) {
      commit(tasks);
    }
  }

  /** Commits tasks together; after a failure that is one task's alone, each by itself. */
  private void commit(List<Task> tasks) {
    try {
      transact(tasks);
    } catch (SQLException e) {
      database.drop();
      databaseFailed(tasks, e);
      return;
    } catch (RuntimeException | Error e) {
      database.drop();
      if (tasks.size() == 1) {
        fail(tasks.get(0), e);
      } else {
        tasks.forEach(task -> commit(List.of(task)));
      }
      return;
    }
    sweeper.committed();
    tasks.forEach(this::end);
    tasks.forEach(GroupCommit::follow);
  }

  private void transact(List<Task> tasks) throws SQLException {
    boolean synced = tasks.stream().anyMatch(task -> task.synced);
    database.begin(synced, patience(tasks));
    for (Task task : tasks) {
      task.run(database);
    }
    database.commit();
    if (failing) {
      failing = false;
      LOG.info("the outbox can be written again");
    }
  }

  /** How much longer a transaction may wait for another process: no task longer than its time. */
  private long patience(List<Task> tasks) {
    long waited =
        tasks.stream()
            .filter(task -> task.waiting != null)
            .mapToLong(Task::waitedMillis)
            .max()
            .orElse(0);
    return Math.max(patience - waited, LEAST_WAIT_MILLIS);
  }

  /** Tells who waits, and keeps the rest. Who has not waited its time for a lock is kept too. */
  private void databaseFailed(List<Task> tasks, SQLException e) {
    if (!failing) {
      failing = true;
      LOG.warn("the outbox cannot be written; it is tried again", e);
    }
    boolean busy = OutboxErrors.isBusy(e);
    for (Task task : tasks) {
      if (task.waiting == null || (busy && task.waitedMillis() < patience)) {
        again.add(task);
      } else {
        fail(task, e);
      }
    }
    sweeper.failed();
  }

  private void fail(Task task, Throwable e) {
    if (task.waiting == null) {
      LOG.warn("what happened cannot be written into the outbox", e);
    }
    task.failure = e;
    end(task);
  }

  private void end(Task task) {
    task.done = true;
    if (task.waiting != null && task.waiting != Thread.currentThread()) {
      ended.add(task);
    }
  }

  /** Does what follows a commit; that of one task is nothing to the others. */
  private static void follow(Task task) {
    try {
      task.after.run();
    } catch (RuntimeException | Error e) {
      LOG.warn("who listens to the outbox failed", e);
    }
  }

  /** Commits what was given, and closes the database. */
  @Override
  public void close() throws SQLException {
    sweeper.close();
    commitWhatIsLeft();
    turn.lock();
    try {
      database.close();
    } finally {
      turn.unlock();
    }
  }
}
