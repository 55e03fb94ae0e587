package dev.coffer.delivery.table;

import dev.coffer.FileStoreException;
import dev.coffer.concurrent.StackRoom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Combines the writes of many threads in few transactions: the first thread commits for all that
 * wait, with one sync. Deferred work, whose result no thread waits for, stays in the queue and is
 * included in the next transaction, or is committed by a thread of its own if none follows soon.
 *
 * <p>Work is done in the order in which it was submitted. If the database fails, all waiting
 * threads receive the error; deferred work is kept and retried until it succeeds. While another
 * process has the database locked, each thread waits for its own time limit.
 *
 * <p>A thread commits on its own stack, for others too. One whose stack has no room for a commit
 * fails before it begins. If an error such as a full heap ends a thread within a commit, the next
 * thread commits what it left.
 */
final class GroupCommit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.coffer.delivery.Outbox");
  private static final int MOST_TOGETHER = 1000;

  /** A task that has waited for its full time limit still gets an attempt. */
  private static final long LEAST_WAIT_MILLIS = 10;

  /** When a thread looks by itself whether it may commit, if none that ended its turn woke it. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Work to do in a transaction. */
  interface Work {
    /**
     * Does the work.
     *
     * @throws FileStoreException is passed to the waiting thread; what the work has done until then
     *     is committed with the work of others
     */
    void run(Database database) throws SQLException;
  }

  private final Database database;
  private final long patience;
  private final Predicate<SQLException> busy;
  private final Work first;
  private final Queue<Task> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();
  private final CheckpointThread sweeper;

  /** Deferred work that a failed database has not accepted yet. */
  private final List<Task> again = new ArrayList<>();

  /** The work of a commit; not empty at the beginning of the next if an error ended one. */
  private final List<Task> unfinished = new ArrayList<>();

  /** Tasks that are done and whose threads still wait; woken after the turn has been passed on. */
  private final List<Task> ended = new ArrayList<>();

  /** Whether the database has failed since its last successful commit. */
  private volatile boolean failing;

  private static final class Task {
    final Work work;
    final boolean synced;

    /** Whether somebody waits for it, now or later. */
    final boolean awaited;

    final Runnable after;

    /** The threads that wait now: several if a call was given up and made again. */
    final Set<Thread> waiting = ConcurrentHashMap.newKeySet(1);

    final long since = System.nanoTime();
    volatile boolean done;

    /** Whether a commit with this task has failed, perhaps after it was done. */
    boolean repeated;

    volatile @Nullable Throwable failure;

    Task(Work work, boolean synced, boolean awaited, Runnable after) {
      this.work = work;
      this.synced = synced;
      this.awaited = awaited;
      this.after = after;
    }

    void run(Database database) throws SQLException {
      failure = null;
      database.repeating(repeated);
      try {
        work.run(database);
      } catch (FileStoreException e) {
        failure = e;
      }
    }

    /**
     * Returns how long the task has waited, in whole seconds, so that most tasks have the same
     * value.
     */
    long waitedMillis() {
      return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since) * 1000;
    }

    void wake() {
      waiting.forEach(LockSupport::unpark);
    }
  }

  /** Work that was submitted, and is to be awaited. */
  final class Submitted {
    private final Task task;

    private Submitted(Task task) {
      this.task = task;
    }

    /** Returns once the work is committed; called by any number of threads. */
    void await() throws SQLException {
      StackRoom.ensure();
      GroupCommit.this.await(task);
    }
  }

  /**
   * Begins.
   *
   * @param database the database to write; closed with this
   * @param upkeep work to do now and then outside the transactions
   * @param patience the milliseconds that each task waits for another writing process
   * @param busy whether an error means that another process is writing
   * @param first what each transaction begins with
   */
  GroupCommit(
      Database database, Runnable upkeep, long patience, Predicate<SQLException> busy, Work first) {
    this.database = database;
    this.patience = patience;
    this.busy = busy;
    this.first = first;
    this.sweeper = new CheckpointThread(this::commitDeferred, () -> keep(upkeep));
  }

  /**
   * Does the upkeep beside the commits, and once more for what they have added, while there are
   * none. A write-ahead log that is checkpointed to its end is written from its beginning again: it
   * does not grow, and the sync of a file that does not grow takes about half the time.
   */
  private void keep(Runnable upkeep) {
    upkeep.run();
    turn.lock();
    try {
      upkeep.run();
    } finally {
      passOn();
    }
  }

  /**
   * Does work and returns once it is committed and, if {@code synced}, on the disk. The actions to
   * run after a commit run in the order of the commits.
   */
  void await(Work work, boolean synced, Runnable after) throws SQLException {
    StackRoom.ensure();
    Task task = new Task(work, synced, true, after);
    queue.add(task);
    await(task);
  }

  /** Has work done at once by another thread; it is on the disk once it has been awaited. */
  Submitted submit(Work work) {
    Task task = new Task(work, true, true, () -> {});
    queue.add(task);
    if (!turn.isLocked()) {
      sweeper.workSubmitted();
    } // else whoever ends the turn sees the task
    return new Submitted(task);
  }

  private void await(Task task) throws SQLException {
    boolean interrupted = false;
    task.waiting.add(Thread.currentThread());
    while (!task.done) {
      if (turn.tryLock()) {
        commitInTurn(task);
      } else {
        LockSupport.parkNanos(this, LOOK_NANOS);
        interrupted |= Thread.interrupted();
      }
    }
    task.waiting.remove(Thread.currentThread());
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
   * Ends a turn. A thread that arrived meanwhile is woken first, and begins before the threads of
   * completed tasks continue.
   */
  private void passOn() {
    List<Task> told = List.of();
    try {
      told = List.copyOf(ended);
      ended.clear();
    } finally {
      turn.unlock();
    }
    wakeNext();
    told.forEach(Task::wake);
  }

  /** Wakes a thread that waits or, if there is none yet for what was submitted, the sweeper. */
  private void wakeNext() {
    boolean isAwaited = false;
    for (Task next : queue) {
      if (!next.waiting.isEmpty()) {
        next.wake();
        return;
      }
      isAwaited |= next.awaited;
    }
    if (isAwaited) {
      sweeper.workSubmitted();
    }
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

  /** Defers work to be done soon, with an action to run after its commit. */
  void defer(Work work, Runnable after) {
    queue.add(new Task(work, false, false, after));
    sweeper.workDeferred();
  }

  /**
   * Commits all work submitted so far. Does not wait for a failing database, so that it can be read
   * while it accepts no writes.
   */
  void flush() throws SQLException {
    if (!failing && (!queue.isEmpty() || turn.isLocked())) {
      await(database -> {}, false, () -> {});
    }
  }

  /**
   * Each transaction is a turn of its own: threads are woken at the end of a turn, and others may
   * submit work without end.
   */
  private void commitDeferred() {
    do {
      turn.lock();
      try {
        commitSome();
      } finally {
        passOn();
      }
    } while (!queue.isEmpty());
  }

  private void commitSome() {
    if (!unfinished.isEmpty()) {
      takeOver();
    }
    unfinished.addAll(again);
    again.clear();
    for (Task task = queue.peek(); task != null; task = queue.peek()) {
      unfinished.add(task);
      queue.remove();
      if (unfinished.size() >= MOST_TOGETHER) {
        break;
      }
    }
    if (!unfinished.isEmpty()) {
      commit(unfinished);
    }
    unfinished.clear();
  }

  /** Takes over from a thread that an error ended: what it had not done is done again. */
  private void takeOver() {
    database.drop();
    Set<Task> left = new LinkedHashSet<>(again);
    left.addAll(unfinished);
    left.removeIf(task -> task.done || task == queue.peek());
    left.forEach(task -> task.repeated = true);
    again.clear();
    again.addAll(left);
    unfinished.clear();
  }

  /** Commits tasks together; after a failure that concerns only one task, each alone. */
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
    first.run(database);
    for (Task task : tasks) {
      task.run(database);
    }
    database.commit();
    if (failing) {
      failing = false;
      LOG.info("the outbox can be written again");
    }
  }

  /**
   * Returns how much longer a transaction may wait for another process: no task longer than its
   * time limit.
   */
  private long patience(List<Task> tasks) {
    long waited =
        tasks.stream().filter(task -> task.awaited).mapToLong(Task::waitedMillis).max().orElse(0);
    return Math.max(patience - waited, LEAST_WAIT_MILLIS);
  }

  /**
   * Fails the waiting tasks, and keeps the others. A task that has not yet waited its full time for
   * a lock is kept too.
   */
  private void databaseFailed(List<Task> tasks, SQLException e) {
    if (!failing) {
      failing = true;
      LOG.warn("the outbox cannot be written; the write is retried", e);
    }
    boolean isBusy = busy.test(e);
    for (Task task : tasks) {
      task.repeated = true;
      if (!task.awaited || (isBusy && task.waitedMillis() < patience)) {
        again.add(task);
      } else {
        fail(task, e);
      }
    }
    sweeper.failed();
  }

  private void fail(Task task, Throwable e) {
    if (!task.awaited) {
      LOG.warn("a change cannot be recorded in the outbox", e);
    }
    task.failure = e;
    end(task);
  }

  private void end(Task task) {
    task.done = true;
    if (task.awaited) {
      ended.add(task);
    }
  }

  /** Runs the action after a commit; the failure of one action does not affect the others. */
  private static void follow(Task task) {
    try {
      task.after.run();
    } catch (RuntimeException | Error e) {
      LOG.warn("a listener of the outbox failed", e);
    }
  }

  /** Commits all submitted work, and closes the database. */
  @Override
  public void close() throws SQLException {
    sweeper.close();
    commitDeferred();
    turn.lock();
    try {
      database.close();
    } finally {
      passOn();
    }
  }
}
