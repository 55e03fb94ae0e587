package dev.coffer;

import dev.coffer.concurrent.TaskFailure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads several files, in order, ahead of the thread that takes them. That thread reads too until
 * the file whose turn it is has arrived.
 *
 * <p>At most {@value #WINDOW} files are ahead, with at most {@value #BUDGET} bytes, besides one
 * file that the taking thread reads itself. A file that was opened and found too large for the rest
 * of the budget waits unread, and nothing more is opened until there is room for it or it is taken;
 * so no more files are open than threads read. In a store behind a network it is closed, and opened
 * again later, since it would keep a connection that another call may need to go on. As many files
 * are opened as are expected to have room, by the mean size of those before. A helper never waits:
 * if there is no room it ends, and taking files starts it again. So an abandoned stream holds no
 * thread.
 */
final class ConcurrentReads implements Iterator<byte[]>, AutoCloseable {
  private static final int WINDOW = 256;
  private static final long BUDGET = 16L << 20;

  /** After so many files the store is asked again how many should be read at once. */
  private static final int REASKED = 64;

  private final FileStore store;
  private final List<FilePath> paths;
  private final boolean skipMissing;
  private final ReadOptions options;
  private final CallContext context = CallContext.capture();
  private final int filesPerHelper;
  private final boolean isNear;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();

  /**
   * The results for the files ahead, by index modulo the window: bytes, a file that waits, opened
   * or closed again, or an error.
   */
  private final @Nullable Object[] results = new Object[WINDOW];

  private int concurrency;
  private int taken;
  private int started;
  private int helpers;
  private int waiting;
  private final AtomicLong held = new AtomicLong();
  private final AtomicInteger opening = new AtomicInteger();
  private final AtomicLong opened = new AtomicLong();
  private final AtomicLong openedBytes = new AtomicLong();
  private boolean closed;
  private byte @Nullable [] ready;

  private ConcurrentReads(FileStore store, List<FilePath> paths, boolean skipMissing) {
    this.store = store;
    this.paths = paths;
    this.skipMissing = skipMissing;
    ReadOptions bytes = ReadOptions.DEFAULTS.withoutMetadata().since(System.nanoTime());
    this.options = skipMissing ? bytes.skipMissing() : bytes;
    Capabilities capabilities = store.capabilities();
    this.concurrency = capabilities.concurrency();
    this.isNear = capabilities.isNear();
    // Starting a helper costs more than reading a file of a near store.
    this.filesPerHelper = isNear ? 8 : 1;
  }

  static Stream<byte[]> stream(FileStore store, List<String> paths, boolean skipMissing) {
    List<FilePath> parsed =
        paths.stream().map(path -> FilePath.parseFile(path, "read", store)).toList();
    ConcurrentReads reads = new ConcurrentReads(store, parsed, skipMissing);
    // Without a size: with one, a count would read nothing and miss what is missing.
    Spliterator<byte[]> files =
        Spliterators.spliteratorUnknownSize(reads, Spliterator.ORDERED | Spliterator.NONNULL);
    return StreamSupport.stream(files, false).onClose(reads::close);
  }

  // ---- The taking thread

  @Override
  public boolean hasNext() {
    while (ready == null && taken < paths.size()) {
      try {
        ready = take();
      } catch (NotFoundException e) {
        if (!skipMissing) {
          endWith(e);
          throw e;
        }
      } catch (RuntimeException | Error e) {
        endWith(e);
        throw e;
      }
    }
    return ready != null;
  }

  private void endWith(Throwable e) {
    try {
      close();
    } catch (RuntimeException more) {
      e.addSuppressed(more);
    }
  }

  @Override
  public byte[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    byte[] bytes = ready;
    ready = null;
    return Objects.requireNonNull(bytes);
  }

  private byte[] take() {
    Object result = await();
    if (result instanceof byte[] bytes) {
      return bytes;
    }
    if (result instanceof OpenedFile file) {
      return whole(file);
    }
    if (result instanceof FileInfo closed) {
      return whole(store.read(closed.path(), options));
    }
    throw TaskFailure.toThrow((Throwable) result);
  }

  private byte[] whole(OpenedFile file) {
    try (file) {
      return WholeFile.bytes(file, store);
    }
  }

  private Object await() {
    lock.lock();
    try {
      int slot = taken % WINDOW;
      while (results[slot] == null) {
        if (closed) {
          throw new IllegalStateException("the stream of files is closed");
        }
        startHelpers();
        Piece piece = nextPiece();
        if (piece == null) {
          arrived.await();
        } else {
          readUnlocked(piece);
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
        }
      }
      return taken(slot);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException(
          new ErrorContext("read", paths.get(taken).toString(), store.name()), null, e);
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock held: empties the slot of the file whose turn it is. */
  private Object taken(int slot) {
    Object result = Objects.requireNonNull(results[slot]);
    results[slot] = null;
    taken++;
    if (result instanceof byte[] bytes) {
      held.addAndGet(-bytes.length);
    } else if (isWaiting(result)) {
      waiting--;
    }
    if (taken % REASKED == 0) {
      askAgain();
    }
    if (started - taken <= WINDOW / 2) {
      startHelpers();
    }
    return result;
  }

  /** A store that does not say how many keeps the number; the read itself meets what is wrong. */
  private void askAgain() {
    try {
      concurrency = store.capabilities().concurrency();
    } catch (RuntimeException e) {
      return;
    }
  }

  /** Called with the lock held. The taking thread is one of those that read. */
  private void startHelpers() {
    int left = Math.min(paths.size(), taken + WINDOW) - started + waiting;
    int most = Math.min(concurrency - 1, (left + filesPerHelper - 1) / filesPerHelper);
    while (helpers < most && (hasRoom() || waitingThatFits() >= 0)) {
      helpers++;
      WorkerThreads.run(this::readAhead);
    }
  }

  /** Called with the lock held. If nothing is ahead, there is room. */
  private boolean hasRoom() {
    boolean isMore = started < paths.size() && started < taken + WINDOW;
    return isMore && waiting == 0 && held.get() + opening.get() * meanSize() < BUDGET;
  }

  private long meanSize() {
    return openedBytes.get() / Math.max(1, opened.get());
  }

  /** Closes every open file, even if closing one fails. */
  @Override
  public void close() {
    RuntimeException failure = null;
    for (OpenedFile file : abandon()) {
      try {
        file.close();
      } catch (RuntimeException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Forgets everything that is ahead; returns the open files. */
  private List<OpenedFile> abandon() {
    lock.lock();
    try {
      closed = true;
      List<OpenedFile> opened = new ArrayList<>();
      for (int i = 0; i < WINDOW; i++) {
        if (results[i] instanceof OpenedFile file) {
          opened.add(file);
        }
        results[i] = null;
      }
      arrived.signalAll();
      return opened;
    } finally {
      lock.unlock();
    }
  }

  // ---- All threads that read

  /**
   * A file to be read by one thread, opened or not.
   *
   * @param room what the budget has reserved for it; negative if its size is not known yet
   */
  private record Piece(int index, @Nullable OpenedFile opened, long room) {}

  /** A helper's life. */
  private void readAhead() {
    lock.lock();
    try {
      for (Piece piece = nextPiece(); piece != null; piece = nextPiece()) {
        readUnlocked(piece);
        if (helpers >= concurrency) {
          break; // the store has become slower
        }
      }
      helpers--;
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock held: returns what to read next; null if there is nothing, or no room. */
  private @Nullable Piece nextPiece() {
    if (closed) {
      return null;
    }
    int index = waitingThatFits();
    if (index >= 0) {
      return claim(index);
    }
    if (!hasRoom()) {
      return null;
    }
    opening.incrementAndGet();
    return new Piece(started++, null, -1);
  }

  /** Called with the lock held: returns a file that waits and now fits the budget, or -1. */
  private int waitingThatFits() {
    for (int i = taken; waiting > 0 && i < started; i++) {
      Object result = results[i % WINDOW];
      if (isWaiting(result) && sizeOf(result) <= BUDGET - held.get()) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isWaiting(@Nullable Object result) {
    return result instanceof OpenedFile || result instanceof FileInfo;
  }

  private static long sizeOf(Object waiting) {
    return waiting instanceof OpenedFile file ? file.info().size() : ((FileInfo) waiting).size();
  }

  /** Called with the lock held. */
  private Piece claim(int index) {
    Object result = Objects.requireNonNull(results[index % WINDOW]);
    results[index % WINDOW] = null;
    waiting--;
    long size = sizeOf(result);
    held.addAndGet(size);
    return new Piece(index, result instanceof OpenedFile file ? file : null, size);
  }

  /** Called with the lock held, which is released meanwhile. */
  private void readUnlocked(Piece piece) {
    lock.unlock();
    Object[] result = new Object[1];
    try {
      context.run(() -> result[0] = read(piece));
    } finally {
      lock.lock();
    }
    deliver(piece.index(), result[0]);
  }

  private Object read(Piece piece) {
    FilePath path = paths.get(piece.index());
    try {
      if (piece.room() < 0) {
        OpenedFile file = open(path);
        return reserve(file.info().size()) ? readReserved(file) : waiting(file);
      }
      return readReserved(piece.opened() == null ? openAgain(path, piece.room()) : piece.opened());
    } catch (Throwable e) { // a back end may throw what it does not declare
      return e;
    }
  }

  private OpenedFile open(FilePath path) {
    try {
      OpenedFile file = store.read(path, options);
      openedBytes.addAndGet(file.info().size());
      opened.incrementAndGet();
      return file;
    } finally {
      opening.decrementAndGet();
    }
  }

  /** Opens a file that has room; another program may have changed its size. */
  private OpenedFile openAgain(FilePath path, long room) {
    try {
      OpenedFile file = store.read(path, options);
      held.addAndGet(file.info().size() - room);
      return file;
    } catch (Throwable e) {
      held.addAndGet(-room);
      throw e;
    }
  }

  /** Gives a connection back. */
  private Object waiting(OpenedFile file) {
    if (isNear) {
      return file;
    }
    try {
      file.close();
    } catch (RuntimeException e) {
      // Nothing was read of it; what is wrong with the file shows when it is opened again.
    }
    return file.info();
  }

  /**
   * The bytes of a file that the budget has room for. A file that another program changed meanwhile
   * has another size than was reserved.
   */
  private Object readReserved(OpenedFile file) {
    try {
      byte[] bytes = whole(file);
      held.addAndGet(bytes.length - file.info().size());
      return bytes;
    } catch (Throwable e) {
      held.addAndGet(-file.info().size());
      throw e;
    }
  }

  private boolean reserve(long bytes) {
    long before = held.getAndUpdate(now -> bytes > BUDGET - now ? now : now + bytes);
    return bytes <= BUDGET - before;
  }

  /** Called with the lock held. */
  private void deliver(int index, Object result) {
    if (closed) {
      if (result instanceof OpenedFile file) {
        file.close();
      }
      return;
    }
    results[index % WINDOW] = result;
    waiting += isWaiting(result) ? 1 : 0;
    if (index == taken) {
      arrived.signal();
    }
  }
}
