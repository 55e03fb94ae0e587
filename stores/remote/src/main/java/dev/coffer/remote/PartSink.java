package dev.coffer.remote;

import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.TaskGroup;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.concurrent.TaskFailure;
import dev.coffer.spi.ContentSink;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a content of any length into parts and sends them, some at once, in bounded memory: besides
 * the part being filled, at most {@code atOnce} parts are held, and their arrays are reused. As the
 * parts of a long content grow, fewer are held: never more in total than 64 MiB, the memory of the
 * first parts, or a single part, whichever is largest.
 *
 * <p>A content that fits in one part is not sent but returned whole, since services have a cheaper
 * way to write it.
 */
public abstract class PartSink extends ContentSink {
  private static final int SMALLEST_ARRAY = 16 << 10;
  private static final long USUAL_BUDGET = 64 << 20;

  private final FilePath path;
  private final String store;
  private final PartSizes sizes;
  private final int atOnce;
  private final long budget;
  private final TaskGroup team = new TaskGroup();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<byte[]> free = new ArrayDeque<>();
  private int underWay;
  private long bytesUnderWay;
  private @Nullable Throwable failure;

  private int fixedSize;
  private int number = 1;
  private byte[] bytes = {};
  private int filled;

  /**
   * Creates a sink.
   *
   * @param path the file that is being written, for errors
   * @param store the store, for errors
   * @param sizes the sizes of the parts
   * @param atOnce the maximum number of parts sent at once, at least 1
   */
  protected PartSink(FilePath path, String store, PartSizes sizes, int atOnce) {
    super(path, store);
    this.path = path;
    this.store = store;
    this.sizes = sizes;
    this.atOnce = atOnce;
    this.budget = Math.max(USUAL_BUDGET, (atOnce + 1L) * sizes.first());
  }

  /**
   * Returns the size of the largest file: a longer content is refused, before it is read if its
   * length is known.
   *
   * @return no limit but that of the parts, unless overridden
   */
  protected long largestFile() {
    return Long.MAX_VALUE;
  }

  /** Called once before the first part is sent, if there is more than one. */
  protected abstract void begin();

  /**
   * Sends a part; called by several threads. The array of the part must not be kept.
   *
   * @param part the part, never the whole content
   * @throws FileStoreException if it cannot be sent
   */
  protected abstract void send(Part part);

  /**
   * Consumes a whole content. If this fails, nothing is in progress any more.
   *
   * @param content the source
   * @return the content if it fits in one part; otherwise null, and all parts have been sent
   * @throws UnsupportedFeatureException if it is larger than the largest file
   */
  public final @Nullable Part pull(Content content) {
    if (content.size().orElse(0) > largestFile()) {
      throw tooLarge();
    }
    fixedSize = content.size().isPresent() ? sizes.forLength(content.size().getAsLong()) : 0;
    bytes = new byte[firstArray(content)];
    try {
      long length = receive(content);
      if (number == 1) {
        return new Part(1, bytes, (int) length, true);
      }
      hand(true);
      finish();
      return null;
    } catch (Throwable e) {
      team.interrupt();
      if (team.await()) {
        Thread.currentThread().interrupt();
      }
      throw e;
    }
  }

  private int firstArray(Content content) {
    int size = size();
    long told = content.size().orElse(SMALLEST_ARRAY);
    return (int) Math.min(size, Math.max(told, 0));
  }

  private int size() {
    return fixedSize > 0 ? fixedSize : sizes.of(number);
  }

  @Override
  protected final void accept(byte[] source, int offset, int length) {
    if (length > largestFile() - count()) {
      throw tooLarge();
    }
    int from = offset;
    int left = length;
    while (left > 0) {
      if (filled == size()) {
        next();
      }
      int count = Math.min(left, size() - filled);
      makeRoom(count);
      System.arraycopy(source, from, bytes, filled, count);
      filled += count;
      from += count;
      left -= count;
    }
  }

  private void makeRoom(int count) {
    if (count > bytes.length - filled) {
      long larger = Math.max((long) filled + count, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, (int) Math.min(larger, size()));
    }
  }

  /** Hands over the full part and starts another. */
  private void next() {
    if (number == sizes.most()) {
      throw tooLarge();
    }
    if (number == 1) {
      begin();
    }
    hand(false);
    number++;
    bytes = new byte[0]; // what was handed over is not held here too
    filled = 0;
    bytes = array();
  }

  private UnsupportedFeatureException tooLarge() {
    long most = Math.min(largestFile(), sizes.largestFile());
    return new UnsupportedFeatureException(
        new ErrorContext("write", path.toString(), store),
        "it is larger than the largest file, which has " + most + " bytes",
        null);
  }

  private void hand(boolean last) {
    Part part = new Part(number, bytes, filled, last);
    lock.lock();
    try {
      await(() -> underWay < atOnce);
      underWay++;
      bytesUnderWay += part.bytes().length;
    } finally {
      lock.unlock();
    }
    team.start(() -> sendKeepingFailure(part));
  }

  private void sendKeepingFailure(Part part) {
    Throwable problem = null;
    try {
      send(part);
    } catch (Throwable e) {
      problem = e;
    }
    lock.lock();
    try {
      underWay--;
      bytesUnderWay -= part.bytes().length;
      if (problem == null) {
        free.push(part.bytes());
      } else if (failure == null) {
        failure = problem;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns memory for a part: that of a sent part, or more if the budget allows it. */
  private byte[] array() {
    int size = size();
    lock.lock();
    try {
      await(() -> hasFree(size) || underWay == 0 || bytesUnderWay + size <= budget);
      return hasFree(size) ? free.pop() : new byte[size];
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock held. Arrays that have become too small are discarded. */
  private boolean hasFree(int size) {
    free.removeIf(bytes -> bytes.length < size);
    return !free.isEmpty();
  }

  private void finish() {
    lock.lock();
    try {
      await(() -> underWay == 0);
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock held. Throws the failure of a part at once. */
  private void await(BooleanSupplier condition) {
    try {
      while (failure == null && !condition.getAsBoolean()) {
        changed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException(
          new ErrorContext("write", path.toString(), store), null, e);
    }
    throwFailure();
  }

  private void throwFailure() {
    if (failure != null) {
      throw TaskFailure.toThrow(failure);
    }
  }
}
