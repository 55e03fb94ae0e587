package dev.coffer.audit;

import dev.coffer.ConflictException;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.concurrent.DaemonThreads;
import dev.coffer.spi.EndOfThread;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link AuditHead} of a trail in a store. It follows the lines by a thread of its own, so that
 * no operation waits for it, once a second at most, and at the close; of several processes none
 * sets it back.
 */
final class HeadObject {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
  private static final FilePath PATH = FilePath.of(AuditHead.NAME);

  /** Google takes about one write a second of one name, and nobody is told sooner by more. */
  private static final long PACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final FileStore store;
  private final Thread thread = DaemonThreads.unstarted("coffer-audit-head", this::run);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private @Nullable AuditHead next;
  private boolean closed;

  /** Of the head that was read or written last; used by one thread. */
  private Optional<String> etag = Optional.empty();

  HeadObject(FileStore store) {
    this.store = store;
  }

  /** From now on only the thread asks the store. */
  void start() {
    thread.start();
  }

  /** The head of a trail without a line, unless another process has made one meanwhile. */
  void begin() {
    AuditHead empty = new AuditHead(AuditLines.name(1), 0, Chain.EMPTY);
    try {
      var unused = store.write(AuditHead.NAME, empty.bytes(), WriteOptions.DEFAULTS.ifAbsent());
    } catch (ConflictException e) {
      // It is there.
    }
  }

  /** To be written soon. */
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
        // It is behind, as after a kill; the next lines try it again.
        LOG.warn("the audit trail {} has an old head: {}", store.name(), e.toString());
      }
    }
  }

  /** The last that was noted, when it is time for it; null at the end. */
  private @Nullable AuditHead take() {
    lock.lock();
    try {
      long due = System.nanoTime() + PACE_NANOS;
      long rest = PACE_NANOS;
      while (!closed && (next == null || rest > 0)) {
        try {
          long unused = changed.awaitNanos(next == null ? Long.MAX_VALUE : rest);
        } catch (InterruptedException e) {
          // Nobody has a reason to; the trail goes on.
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

  /** Unless one that is further is there. */
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

  /** False when another process was first. */
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

  /** Writes the last one. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    EndOfThread.await(thread);
  }
}
