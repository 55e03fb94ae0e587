package dev.coffer.audit;

import dev.coffer.ConflictException;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.concurrent.DaemonThreads;
import dev.coffer.spi.ThreadEnd;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link AuditHead} of a trail in a store. A thread of its own writes it after the lines, at
 * most once a second and at the close, so that no operation waits for it. No process replaces it
 * with an earlier end.
 */
final class HeadObject {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
  private static final FilePath PATH = FilePath.of(AuditHead.NAME);

  /** Google accepts about one write per second to one name, and more would be of no use. */
  private static final long PACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final FileStore store;
  private final Thread thread = DaemonThreads.unstarted("coffer-audit-head", this::run);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private @Nullable AuditHead next;
  private boolean closed;

  /** The etag of the head that was last read or written; used by one thread. */
  private Optional<String> etag = Optional.empty();

  HeadObject(FileStore store) {
    this.store = store;
  }

  /** From now on only the thread uses the store. */
  void start() {
    thread.start();
  }

  /**
   * Creates the head of a trail without lines, unless another process has created one meanwhile.
   */
  void begin() {
    AuditHead empty = new AuditHead(AuditLines.name(1), 0, Chain.EMPTY);
    try {
      var unused = store.write(AuditHead.NAME, empty.bytes(), WriteOptions.DEFAULTS.ifAbsent());
    } catch (ConflictException e) {
      // It exists.
    }
  }

  /** Schedules a head to be written soon. */
  void note(AuditHead head) {
    lock.lock();
    try {
      next = head;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (AuditHead head = take(); head != null; head = take()) {
      try {
        write(head);
      } catch (RuntimeException | IOException e) {
        // It names an earlier line, as after a kill; the next lines retry.
        LOG.warn("the audit trail {} has an old head: {}", store.name(), e.toString());
      }
    }
  }

  /** Waits until it is time to write, and returns the latest head; null at the end. */
  private @Nullable AuditHead take() {
    lock.lock();
    try {
      long due = System.nanoTime() + PACE_NANOS;
      long rest = PACE_NANOS;
      while (!closed && (next == null || rest > 0)) {
        try {
          long unused = changed.awaitNanos(next == null ? Long.MAX_VALUE : rest);
        } catch (InterruptedException e) {
          // This thread is never interrupted on purpose; the trail continues.
        }
        rest = due - System.nanoTime();
      }
      AuditHead taken = next;
      next = null;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Writes a head, unless the store has a later one. */
  private void write(AuditHead head) throws IOException {
    while (!put(head)) {
      try (OpenedFile present = store.read(PATH, ReadOptions.DEFAULTS)) {
        Optional<AuditHead> other = AuditHead.parse(present.stream().readAllBytes());
        if (other.isPresent() && other.get().chain().sequence() >= head.chain().sequence()) {
          return;
        }
        etag = Optional.of(present.info().etag());
      } catch (NotFoundException e) {
        etag = Optional.empty();
      }
    }
  }

  /** Returns false if another process was first. */
  private boolean put(AuditHead head) {
    WriteOptions options =
        etag.map(WriteOptions.DEFAULTS::ifMatch).orElseGet(WriteOptions.DEFAULTS::ifAbsent);
    try {
      etag = Optional.of(store.write(AuditHead.NAME, head.bytes(), options).etag());
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }

  /** Writes the latest head. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    ThreadEnd.await(thread);
  }
}
