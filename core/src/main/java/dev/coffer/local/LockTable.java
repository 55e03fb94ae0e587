package dev.coffer.local;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Locks that all processes of a root share: a file of one word a lock, mapped into the memory of
 * each, so that a lock that is free costs no system call.
 *
 * <p>A word holds the number of the process that has the lock, or zero, and a version that grows
 * with every release: two equal words around a read say that nothing was published meanwhile. A
 * process proves that it lives by a lock of the file system on the byte of its number, which the
 * system takes back when the process ends, however it ends; a word whose owner is dead is taken
 * over. Nothing that a lock guards can be half done, since it guards single renames.
 *
 * <p>Layout, in native byte order: a header of {@value #HEADER} bytes (magic, then zeros), {@value
 * #LOCKS} lock words, {@value #STAMPS} stamps. A stamp is the latest time of modification given to
 * an inode, see {@link #reserve}. The bytes of the processes' locks lie behind the end of the file,
 * which needs no room for them.
 */
final class LockTable {
  static final int LOCKS = 1024;
  static final int STAMPS = 8192;
  static final int HEADER = 4096;

  private static final long MAGIC = 0x00_01_66_66_6f_63L; // "coff", format 1
  private static final int SIZE = HEADER + 8 * (LOCKS + STAMPS);
  private static final long SETTING_UP = 1L << 20;
  private static final long FIRST_PROCESS = SETTING_UP + 1;
  private static final int MOST_PROCESSES = 4096;
  private static final long OWNER = 0xFFFF;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
  private static final VarHandle WORDS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final FileChannel file;
  private final MappedByteBuffer memory;
  private final FileLock alive;
  private final int process;
  private final ReentrantLock[] threads = new ReentrantLock[LOCKS];

  private LockTable(FileChannel file, MappedByteBuffer memory, int process, FileLock alive) {
    this.file = file;
    this.memory = memory;
    this.process = process;
    this.alive = alive;
    for (int i = 0; i < LOCKS; i++) {
      threads[i] = new ReentrantLock();
    }
  }

  /**
   * Joins the processes of a root.
   *
   * @param file the table's file, new or used; closed by {@link #close}. No other channel of this
   *     process may be open on it, since closing that would take back this one's locks
   */
  static LockTable join(FileChannel file) throws IOException {
    FileLock settingUp;
    while ((settingUp = tryLock(file, SETTING_UP)) == null) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    try {
      fill(file);
    } finally {
      settingUp.release();
    }
    MappedByteBuffer memory = file.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
    long magic = (long) WORDS.compareAndExchange(memory, 0, 0L, MAGIC);
    if (magic != 0 && magic != MAGIC) {
      throw new FileSystemException(
          "locks", null, "the area was made by another version of Coffer");
    }
    for (int process = 0; process < MOST_PROCESSES; process++) {
      FileLock alive = tryLock(file, FIRST_PROCESS + process);
      if (alive != null) {
        LockTable table = new LockTable(file, memory, process, alive);
        table.freeWhatTheDeadLeft();
        return table;
      }
    }
    throw new FileSystemException("locks", null, MOST_PROCESSES + " processes have this root open");
  }

  /**
   * Frees the locks of a dead process that had this one's number: now that the number lives again,
   * nobody else would.
   */
  private void freeWhatTheDeadLeft() {
    for (int i = 0; i < LOCKS; i++) {
      long word = (long) WORDS.getVolatile(memory, lockAt(i));
      if ((word & OWNER) == me()) {
        WORDS.setVolatile(memory, lockAt(i), (word & ~OWNER) + OWNER + 1);
      }
    }
  }

  /**
   * Writes every byte, since a hole would be filled when a lock is taken, which a full disk cannot
   * do.
   */
  private static void fill(FileChannel file) throws IOException {
    long size = file.size();
    if (size < SIZE) {
      ByteBuffer zeros = ByteBuffer.allocate((int) (SIZE - size));
      while (zeros.hasRemaining()) {
        file.write(zeros, SIZE - zeros.remaining());
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file, long position) throws IOException {
    try {
      return file.tryLock(position, 1, false);
    } catch (OverlappingFileLockException e) {
      return null; // another copy of this class in the same process has it
    }
  }

  /** The number of this process among those of the root. */
  int process() {
    return process;
  }

  /**
   * Runs an action only while the process of that number is dead, keeping the number from being
   * used meanwhile.
   */
  void ifDead(int other, ProcessAction action) throws IOException {
    FileLock dead = tryLock(file, FIRST_PROCESS + other);
    if (dead != null) {
      try {
        action.run();
      } finally {
        dead.release();
      }
    }
  }

  /** What to do about a process that died. */
  interface ProcessAction {
    void run() throws IOException;
  }

  static int indexOf(String path) {
    return (path.hashCode() * 0x9E3779B9) >>> 22; // the upper 10 bits
  }

  /**
   * The version of a path's lock.
   *
   * @return -1 while somebody has it
   */
  long version(String path) {
    long word = (long) WORDS.getVolatile(memory, lockAt(indexOf(path)));
    return (word & OWNER) == 0 ? word : -1;
  }

  /**
   * Gives a write of a path a time of modification that no other write of the path has: the one
   * proposed, or a whole microsecond behind the latest.
   *
   * @param wholeMicrosecond whether the time must be a whole microsecond
   * @return nanoseconds since 1970
   */
  long reserve(long inode, long proposed, boolean wholeMicrosecond) {
    int at = HEADER + 8 * (LOCKS + (int) (inode % STAMPS));
    while (true) {
      long latest = (long) WORDS.getVolatile(memory, at);
      long time = proposed;
      if (time <= latest || (wholeMicrosecond && time % 1000 != 0)) {
        time = (Math.max(latest, proposed) / 1000 + 1) * 1000;
      }
      if (WORDS.compareAndSet(memory, at, latest, time)) {
        return time;
      }
    }
  }

  /**
   * Runs work with the lock of a path.
   *
   * @throws InterruptedException when the thread is interrupted while it waits
   * @throws FileSystemException when another process keeps the lock for a minute
   */
  <T> T locked(String path, Work<T> work) throws InterruptedException, IOException {
    return locked(path, path, work);
  }

  /** Runs work with the locks of two paths. */
  <T> T locked(String path, String other, Work<T> work) throws InterruptedException, IOException {
    int one = indexOf(path);
    int two = indexOf(other);
    long first = acquire(Math.min(one, two));
    try {
      if (one == two) {
        return work.run();
      }
      long second = acquire(Math.max(one, two));
      try {
        return work.run();
      } finally {
        release(Math.max(one, two), second);
      }
    } finally {
      release(Math.min(one, two), first);
    }
  }

  /**
   * Takes each lock and gives it back.
   *
   * @return the versions since then, for {@link #areStill}
   */
  long[] versionsAtRest() throws InterruptedException, IOException {
    long[] versions = new long[LOCKS];
    for (int i = 0; i < LOCKS; i++) {
      long version = acquire(i);
      release(i, version);
      versions[i] = version + OWNER + 1;
    }
    return versions;
  }

  /** Whether no lock was taken since: nothing was published, moved or deleted. */
  boolean areStill(long[] versions) {
    for (int i = 0; i < LOCKS; i++) {
      if ((long) WORDS.getVolatile(memory, lockAt(i)) != versions[i]) {
        return false;
      }
    }
    return true;
  }

  /** Takes a lock and gives its version. */
  private long acquire(int index) throws InterruptedException, IOException {
    threads[index].lockInterruptibly();
    try {
      long word = (long) WORDS.getVolatile(memory, lockAt(index));
      if ((word & OWNER) != 0 || !WORDS.compareAndSet(memory, lockAt(index), word, word | me())) {
        word = acquireFromOthers(index);
      }
      return word & ~OWNER;
    } catch (InterruptedException | IOException | RuntimeException | Error e) {
      threads[index].unlock();
      throw e;
    }
  }

  private long me() {
    return process + 1L;
  }

  /** Waits for other processes; their locks last microseconds, so it looks again often. */
  private long acquireFromOthers(int index) throws InterruptedException, IOException {
    long start = System.nanoTime();
    for (int round = 0; ; round++) {
      long word = (long) WORDS.getVolatile(memory, lockAt(index));
      long owner = word & OWNER;
      if (owner == 0 && take(index, word)) {
        return word;
      }
      if (round % 64 == 63 && owner != 0) {
        long[] taken = {-1};
        ifDead((int) owner - 1, () -> taken[0] = take(index, word) ? word : -1);
        if (taken[0] != -1) {
          return word;
        }
      }
      await(round, start);
    }
  }

  private boolean take(int index, long word) {
    return WORDS.compareAndSet(memory, lockAt(index), word, (word & ~OWNER) | me());
  }

  private static void await(int round, long start) throws InterruptedException, IOException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (System.nanoTime() - start > PATIENCE) {
      throw new FileSystemException(
          "locks",
          null,
          "another process has kept the lock of this file for a minute; is it stopped?");
    }
    if (round < 16) {
      Thread.onSpinWait();
    } else {
      LockSupport.parkNanos(Math.min(round, 1000) * 1000L);
    }
  }

  private static int lockAt(int index) {
    return HEADER + 8 * index;
  }

  /** Leaves the processes of the root. No lock of this table may be held. */
  void close() throws IOException {
    try (file) {
      alive.release();
    }
  }

  private void release(int index, long version) {
    WORDS.setVolatile(memory, lockAt(index), version + OWNER + 1);
    threads[index].unlock();
  }
}
