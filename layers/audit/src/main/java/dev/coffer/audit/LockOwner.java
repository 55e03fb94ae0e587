package dev.coffer.audit;

import dev.coffer.process.ProcessIdentity;
import dev.coffer.process.ProcessIdentity.Life;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The owner of the lock of a trail, in the lock file, mapped into the memory of each process: the
 * second witness of the lock. The first, a lock of the system, is lost when its process closes any
 * other descriptor of the file, as a backup in that process does.
 *
 * <p>Three words in native byte order: two of the owner's {@link ProcessIdentity}, zero if there is
 * no owner, and a number that each owner increments. Used by one thread of a class loader at a
 * time.
 */
final class LockOwner {
  static final int SIZE = 24;
  private static final int FIRST = 0;
  private static final int SECOND = 8;
  private static final int COUNT = 16;

  private static final ProcessIdentity OWN = ProcessIdentity.own();
  private static final VarHandle WORDS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final MappedByteBuffer words;
  private Seen seen = new Seen(0, 0, 0, 0);

  /** The record of an owner whose state is unknown, and since when it has been unchanged. */
  private record Seen(long first, long second, long count, long since) {
    boolean isSameAs(Seen other) {
      return first == other.first && second == other.second && count == other.count;
    }
  }

  private LockOwner(MappedByteBuffer words) {
    this.words = words;
  }

  /** Returns the owner in a lock file; extends the file if it has no room for one. */
  static LockOwner in(FileChannel lock) throws IOException {
    if (!isIn(lock)) {
      // Writes only the last byte, and so no word that another process may be writing.
      int unused = lock.write(ByteBuffer.allocate(1), SIZE - 1L);
    }
    return new LockOwner(lock.map(FileChannel.MapMode.READ_WRITE, 0, SIZE));
  }

  /** Returns whether the file has the words: accessing them in a truncated file would fail. */
  static boolean isIn(FileChannel lock) throws IOException {
    return lock.size() >= SIZE;
  }

  /**
   * Makes this process the owner, unless another is and may be alive.
   *
   * @param patience the nanoseconds without a change after which an owner whose state is unknown is
   *     considered dead
   */
  boolean take(long patience) {
    long first = get(FIRST);
    if (first != 0 && !(isGone(first, get(SECOND), patience) && free(first))) {
      return false;
    }
    if (!WORDS.compareAndSet(words, FIRST, 0L, OWN.first())) {
      return false;
    }
    var unused = (long) WORDS.getAndAdd(words, COUNT, 1L);
    return WORDS.compareAndSet(words, SECOND, 0L, OWN.second());
  }

  private boolean isGone(long first, long second, long patience) {
    Seen now = new Seen(first, second, get(COUNT), System.nanoTime());
    if (!now.isSameAs(seen)) {
      seen = now;
    }
    Life life = life(first, second);
    return life == Life.DEAD || (life == Life.UNKNOWN && now.since() - seen.since() > patience);
  }

  /** The state of a process that is writing its two words is unknown. */
  private static Life life(long first, long second) {
    return second == 0 ? Life.UNKNOWN : ProcessIdentity.of(first, second).life();
  }

  /** Clears exactly the owner that was seen; fails if it has changed meanwhile. */
  private boolean free(long first) {
    return WORDS.compareAndSet(words, SECOND, seen.second(), 0L)
        && WORDS.compareAndSet(words, FIRST, first, 0L);
  }

  /** Returns whether this process is the owner. */
  boolean isOwn() {
    return get(FIRST) == OWN.first() && get(SECOND) == OWN.second();
  }

  /** Ends the ownership of this process, if it still has it. */
  void release() {
    if (WORDS.compareAndSet(words, SECOND, OWN.second(), 0L)) {
      var unused = WORDS.compareAndSet(words, FIRST, OWN.first(), 0L);
    }
  }

  private long get(int at) {
    return (long) WORDS.getVolatile(words, at);
  }
}
