package dev.coffer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes several files at once: the calling thread and its helpers each take the next file until
 * none is left. Every file is tried, whatever happens to the others, unless the caller is
 * interrupted, which interrupts the helpers too, or the store fails with an error that is no {@link
 * FileStoreException}.
 */
final class ConcurrentWrites {
  private final FileStore store;
  private final List<Map.Entry<FilePath, byte[]>> files;
  private final WriteGroup group = new WriteGroup();
  private final WriteOptions options = WriteOptions.DEFAULTS.in(group);
  private final AtomicInteger next = new AtomicInteger();
  private final Map<FilePath, FileStoreException> failures = new ConcurrentSkipListMap<>();
  private final AtomicReference<@Nullable Throwable> abort = new AtomicReference<>();

  /** The helpers that are at work; guarded by itself, so that nobody else is interrupted. */
  private final Set<Thread> helping = new HashSet<>();

  private ConcurrentWrites(FileStore store, Map<FilePath, byte[]> files) {
    this.store = store;
    this.files = List.copyOf(files.entrySet());
  }

  static void run(FileStore store, Map<String, byte[]> files) {
    Map<FilePath, byte[]> parsed = new TreeMap<>();
    files.forEach(
        (path, bytes) -> {
          if (parsed.put(FilePath.parseFile(path, "write", store), bytes) != null) {
            throw new InvalidFilePathException(
                "write", path, store.toString(), "two of the paths given are this one file", null);
          }
        });
    new ConcurrentWrites(store, parsed).run();
  }

  private void run() {
    int helpers = Math.min(store.capabilities().writeConcurrency(), files.size()) - 1;
    files.stream().findFirst().ifPresent(file -> noticeInterrupt(file.getKey()));
    CountDownLatch done = new CountDownLatch(Math.max(helpers, 0));
    for (int i = 0; i < helpers; i++) {
      Workers.run(() -> help(done));
    }
    writeUntilNoneIsLeft();
    boolean interrupted = awaitUninterruptibly(done);
    interrupted |= Thread.interrupted();
    group.end(
        store.toString(), failures); // also after an interrupt, for the files that are written
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    report();
  }

  private void help(CountDownLatch done) {
    synchronized (helping) {
      helping.add(Thread.currentThread());
    }
    try {
      writeUntilNoneIsLeft();
    } finally {
      synchronized (helping) {
        helping.remove(Thread.currentThread());
      }
      done.countDown();
    }
  }

  private void noticeInterrupt(FilePath path) {
    if (Thread.currentThread().isInterrupted()) {
      interruptHelpers(notTried(path));
    }
  }

  private void interruptHelpers(Exception reason) {
    abort.compareAndSet(null, reason);
    synchronized (helping) {
      helping.forEach(Thread::interrupt);
    }
  }

  private void writeUntilNoneIsLeft() {
    for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
      Map.Entry<FilePath, byte[]> file = files.get(i);
      noticeInterrupt(file.getKey());
      if (abort.get() != null) {
        failures.put(file.getKey(), notTried(file.getKey()));
        continue;
      }
      try {
        store.write(file.getKey(), Content.of(file.getValue()), options);
      } catch (InterruptedOperationException e) {
        failures.put(file.getKey(), e);
        interruptHelpers(e);
      } catch (FileStoreException e) {
        failures.put(file.getKey(), e);
      } catch (RuntimeException | Error e) {
        failures.put(file.getKey(), notTried(file.getKey()));
        abort.compareAndSet(null, e);
      }
    }
  }

  private InterruptedOperationException notTried(FilePath path) {
    return new InterruptedOperationException(
        "write", path.toString(), store.toString(), "not tried: the call had ended", null);
  }

  /** Waits for files that are being written; an interrupt ends the helpers as it would end this. */
  private boolean awaitUninterruptibly(CountDownLatch done) {
    boolean interrupted = false;
    while (true) {
      try {
        done.await();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
        interruptHelpers(e);
      }
    }
  }

  private void report() {
    Throwable cause = abort.get();
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException e && !(e instanceof FileStoreException)) {
      throw e;
    }
    if (!failures.isEmpty()) {
      List<FileStoreException> all = new ArrayList<>(failures.values());
      all.sort(Comparator.comparing(e -> !(e instanceof InterruptedOperationException)));
      throw FileStoreException.ofAll(all);
    }
  }
}
