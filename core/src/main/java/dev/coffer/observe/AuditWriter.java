package dev.coffer.observe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of many threads: one thread of its own takes all that wait, so that they share
 * one sync. Nobody interrupts that thread, as that would close its files.
 */
final class AuditWriter {
  private final AuditLog log;
  private final Thread thread;
  private List<Waiting> waiting = new ArrayList<>();
  private boolean closed;

  /** The records of one operation, and what became of them. */
  private static final class Waiting {
    private final List<AuditRecord> records;
    private boolean done;
    private @Nullable IOException failure;

    Waiting(List<AuditRecord> records) {
      this.records = records;
    }
  }

  AuditWriter(AuditLog log) {
    this.log = log;
    this.thread = new Thread(null, this::run, "coffer-audit", 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Returns when the records are kept. An interrupt does not end the wait, which is that for a
   * disk, and its flag stays.
   */
  void write(List<AuditRecord> records) throws IOException {
    Waiting mine = new Waiting(records);
    boolean interrupted = false;
    synchronized (this) {
      if (closed) {
        throw new IOException("the audit trail is closed");
      }
      waiting.add(mine);
      notifyAll();
      while (!mine.done) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (mine.failure != null) {
      throw new IOException(mine.failure.toString(), mine.failure);
    }
  }

  private void run() {
    for (List<Waiting> all = take(); !all.isEmpty(); all = take()) {
      IOException failure = append(all);
      synchronized (this) {
        for (Waiting one : all) {
          one.failure = failure;
          one.done = true;
        }
        notifyAll();
      }
    }
    log.close();
  }

  /** All that wait; none when the trail is closed. */
  private synchronized List<Waiting> take() {
    while (waiting.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Nobody has a reason to; the trail goes on.
      }
    }
    List<Waiting> all = waiting;
    waiting = new ArrayList<>();
    return all;
  }

  private @Nullable IOException append(List<Waiting> all) {
    try {
      log.append(all.stream().flatMap(one -> one.records.stream()).toList());
      return null;
    } catch (IOException e) {
      return e;
    } catch (RuntimeException | Error e) {
      return new IOException(e.toString(), e);
    }
  }

  void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return log.toString();
  }
}
