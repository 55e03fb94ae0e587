package dev.coffer.remote;

import dev.coffer.Content;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.Team;
import dev.coffer.UnsupportedFeatureException;
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
 * the part that is being filled at most {@code atOnce} parts are held, and their arrays are used
 * again. As the parts of a long content grow, fewer are held: in all never more than 64 MiB, or
 * what the first parts take, or a single part, whichever is the most.
 *
 * <p>What fits in one part is not sent: it is given back whole, since services have a cheaper way
 * for it.
 */
public abstract class PartSink extends ContentSink {
  private static final int SMALLEST_ARRAY = 16 << 10;
  private static final long USUAL_BUDGET = 64 << 20;

  private final FilePath path;
  private final String store;
  private final PartSizes sizes;
  private final int atOnce;
  private final long budget;
  private final Team team = new Team();

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
   * Makes a sink.
   *
   * @param path the file that is being written, for errors
   * @param store the store, for errors
   * @param sizes of the parts
   * @param atOnce how many are sent at once, at least 1
   */
  protected PartSink(FilePath path, String store, PartSizes sizes, int atOnce) {
    super(path, store);
    this.path = path;
    this.store = store;
    this.sizes = sizes;
    this.atOnce = atOnce;
    this.budget = Math.max(USUAL_BUDGET, (atOnce + 1L) * sizes.first());
  }

  /** Called once, before the first part is sent: there is more than one. */
  protected abstract void begin();

  /**
   * Sends a part; called on several threads. The part's array must not be kept.
   *
   * @param part not the whole content
   * @throws FileStoreException when it cannot be sent
   */
  protected abstract void send(Part part);

  /**
   * Takes a whole content. When it fails, nothing is under way any more.
   *
   * @param content the source
   * @return the content when it fits in one part; otherwise null, and all parts are sent
   */
  public final @Nullable Part pull(Content content) {
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
    } catch (RuntimeException | Error e) {
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

  /** Hands over the part that is full, and begins another. */
  private void next() {
    if (number == sizes.most()) {
      throw new UnsupportedFeatureException(
          "write", path.toString(), store, "it is larger than the largest file", null);
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
    } catch (RuntimeException | Error e) {
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

  /** Memory for a part: that of a part that was sent, or more where the budget allows it. */
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

  /** Called with the lock held. What has become too small is given up. */
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
      throw new InterruptedOperationException("write", path.toString(), store, null, e);
    }
    throwFailure();
  }

  private void throwFailure() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
  }
}
