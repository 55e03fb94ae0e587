package dev.coffer.audit;

import dev.coffer.spi.ThreadEnd;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of many threads. A thread of its own takes all waiting records, which share
 * one sync, while the next gather. That thread ignores interrupts, which would close its files.
 *
 * <p>Each thread is woken once, when its own records are stored: with many threads, waking all of
 * them for each line costs more than the sync.
 */
final class AuditWriter {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final AuditLog log;
  private final Thread thread;

  /** The waiting records, the last first; {@link #end} once the trail is closed. */
  private final AtomicReference<@Nullable Waiting> waiting = new AtomicReference<>();

  private final Waiting end = new Waiting(List.of());

  /** The records of one operation, and their outcome. */
  private static final class Waiting {
    private final List<AuditRecord> records;
    private final Thread thread = Thread.currentThread();
    private final long since = System.nanoTime();
    private @Nullable Waiting before;
    private @Nullable IOException failure;
    private volatile boolean done;

    Waiting(List<AuditRecord> records) {
      this.records = records;
    }

    void done(@Nullable IOException error) {
      failure = error;
      done = true;
      LockSupport.unpark(thread);
    }

    /**
     * Waits. An interrupt ends the wait only while the log waits for another process; the flag
     * stays set.
     */
    void await(AuditLog log) throws InterruptedIOException {
      boolean interrupted = false;
      try {
        while (!done) {
          interrupted |= Thread.interrupted();
          if (interrupted && log.isWaiting()) {
            throw new InterruptedIOException(
                "another process has the lock of the audit trail " + log);
          }
          LockSupport.parkNanos(this, interrupted ? LOOK_NANOS : Long.MAX_VALUE);
        }
      } finally {
        if (interrupted || Thread.interrupted()) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** A thread that ignores interrupts, even of code that interrupts all threads. */
  private static final class Uninterrupted extends Thread {
    Uninterrupted(Runnable work) {
      super(null, work, "coffer-audit", 0, false);
    }

    @Override
    public void interrupt() {}
  }

  AuditWriter(AuditLog log) {
    this.log = log;
    this.thread = new Uninterrupted(this::run);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Returns once the records are stored. An interrupt does not end the wait for a disk, but that
   * for another process; the flag stays set.
   *
   * @throws InterruptedIOException if an interrupt has ended the wait: the records may be stored
   *     later
   * @throws IllegalStateException if the trail is closed, as its store is by then
   */
  void write(List<AuditRecord> records) throws IOException {
    Waiting mine = new Waiting(records);
    if (!add(mine)) {
      throw new IllegalStateException("the audit trail is closed: " + log);
    }
    mine.await(log);
    if (mine.failure != null) {
      throw new IOException(mine.failure.toString(), mine.failure);
    }
  }

  /** Returns false if the trail is closed. Only the first of a group wakes the thread. */
  private boolean add(Waiting one) {
    Waiting last;
    do {
      last = waiting.get();
      if (last == end) {
        return false;
      }
      one.before = last;
    } while (!waiting.compareAndSet(last, one));
    if (last == null) {
      LockSupport.unpark(thread);
    }
    return true;
  }

  private void run() {
    boolean more = true;
    while (more) {
      Waiting last = waiting.get();
      if (last == null) {
        LockSupport.park(this);
      } else if (last == end) {
        more = false;
        write(inOrder(end.before));
      } else if (waiting.compareAndSet(last, null)) {
        write(inOrder(last));
      }
    }
    log.close();
  }

  private static Deque<Waiting> inOrder(@Nullable Waiting last) {
    Deque<Waiting> all = new ArrayDeque<>();
    for (Waiting one = last; one != null; one = one.before) {
      all.addFirst(one);
    }
    return all;
  }

  private void write(Deque<Waiting> all) {
    if (!all.isEmpty()) {
      IOException failure = append(all);
      all.forEach(one -> one.done(failure));
    }
  }

  private @Nullable IOException append(Deque<Waiting> all) {
    try {
      log.append(all.stream().flatMap(one -> one.records.stream()).toList(), all.getFirst().since);
      return null;
    } catch (IOException e) {
      return e;
    } catch (RuntimeException | Error e) {
      return new IOException(e.toString(), e);
    }
  }

  /**
   * Writes the waiting records, ends the thread and closes the log. An interrupt ends the wait for
   * another process; the flag stays set.
   */
  void close() {
    boolean unused = add(end);
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      log.abandonWait();
      ThreadEnd.await(thread);
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return log.toString();
  }
}
