package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Locks that all processes of an area share: a file of one word a lock, mapped into the memory of
 * each, so that a lock that is free costs no system call.
 *
 * <p>A word holds the number of the process that has the lock, or zero, and a version that grows
 * with every release: two equal words around a read say that nothing was published meanwhile. A
 * word whose owner is dead is taken over, see {@link ProcessNumbers}. Nothing that a lock guards
 * can be half done, since it guards single renames.
 *
 * <p>A stamp is the latest time of modification given to an inode, see {@link #reserve}.
 *
 * <p>A process takes a number when it takes its first lock; to read versions it needs none. A file
 * is opened once for all its users in this process, by whatever path they reach it.
 */
final class LockTable {
  private static final long OWNER = 0xFFFF;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  /** So long no living process keeps a lock; found before patience ends. */
  private static final long STALE = PATIENCE - TimeUnit.SECONDS.toNanos(5);

  /** The same for all class loaders, as literals are. */
  private static final Object JVM = "dev.coffer.local.LockTable";

  /** The files that are being opened. Guarded by {@link #JVM}. */
  private static final Set<Path> OPENING = new HashSet<>();

  /** By the identity of the file. Guarded by {@link #JVM}. */
  private static final Map<Object, LockTable> OPEN = new HashMap<>();

  private final LockFile file;
  private final Object identity;
  private final ProcessNumbers numbers;
  private final ReentrantLock[] threads = new ReentrantLock[LockFile.LOCKS];

  /** Each guarded by the lock of the same index in {@link #threads}. */
  private final @Nullable Seen[] seen = new @Nullable Seen[LockFile.LOCKS];

  private volatile int process = -1;

  /** Guarded by {@link #JVM}. */
  private int users = 1;

  private LockTable(LockFile file, Object identity) {
    this.file = file;
    this.identity = identity;
    this.numbers = new ProcessNumbers(file);
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new ReentrantLock();
    }
  }

  /**
   * Opens a table.
   *
   * @param path the table's file, made when it is missing
   */
  static LockTable make(Path path) throws IOException {
    return Objects.requireNonNull(open(path, () -> LockFile.make(path)));
  }

  /** Opens a table that was made; gives null when there is none. */
  static @Nullable LockTable find(Path path) throws IOException {
    return find(path, anybodys -> {});
  }

  /** What must hold of a table's file; fails when it does not. */
  interface Check {
    void run(Path file) throws IOException;
  }

  /** The same if a check of its file, when it is opened, does not fail. */
  static @Nullable LockTable find(Path path, Check check) throws IOException {
    return open(
        path,
        () -> {
          check.run(path);
          return LockFile.find(path, check);
        });
  }

  /** Opens a file; gives null when there is none. */
  private interface Opening {
    @Nullable LockFile run() throws IOException;
  }

  /**
   * Opens a table once for all. A process that is stopped while it makes a file keeps those waiting
   * who open the same, and nobody else.
   */
  private static @Nullable LockTable open(Path path, Opening opening) throws IOException {
    begin(path);
    try {
      LockTable open = share(path);
      if (open != null) {
        return open;
      }
      LockFile file = opening.run();
      return file == null ? null : keep(path, file);
    } finally {
      end(path);
    }
  }

  private static void begin(Path path) throws IOException {
    synchronized (JVM) {
      try {
        while (!OPENING.add(path)) {
          JVM.wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (IOException) new InterruptedIOException().initCause(e);
      }
    }
  }

  private static void end(Path path) {
    synchronized (JVM) {
      OPENING.remove(path);
      JVM.notifyAll();
    }
  }

  private static @Nullable LockTable share(Path path) throws IOException {
    try {
      return share(identity(path));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static @Nullable LockTable share(Object identity) {
    synchronized (JVM) {
      LockTable open = OPEN.get(identity);
      if (open != null) {
        open.users++;
      }
      return open;
    }
  }

  private static LockTable keep(Path path, LockFile file) throws IOException {
    try {
      LockTable table = new LockTable(file, identity(path));
      synchronized (JVM) {
        LockTable other = share(table.identity);
        if (other != null) {
          file.abandon(); // reached by another path at the same time
          return other;
        }
        OPEN.put(table.identity, table);
      }
      return table;
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  private static Object identity(Path path) throws IOException {
    Object key = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS).fileKey();
    return Objects.requireNonNullElse(key, path);
  }

  /** Whether a path leads to this table. */
  boolean isAt(Path path) {
    try {
      return identity(path).equals(identity);
    } catch (IOException e) {
      return false;
    }
  }

  /** Orders tables in the same way for every process of the machine. */
  String order() {
    return identity.toString();
  }

  /** The number of this process among those of the table. */
  int process() throws IOException {
    return process >= 0 ? process : join();
  }

  private int join() throws IOException {
    synchronized (numbers) {
      if (process < 0) {
        process = numbers.join(this::freeWhatTheDeadLeft);
      }
      return process;
    }
  }

  /** Tells this process's use of its number from the others that have or had it. */
  long token() throws IOException {
    process();
    return numbers.token();
  }

  /**
   * Frees the locks of a dead process that had this one's number: now that the number lives again,
   * nobody else would.
   */
  private void freeWhatTheDeadLeft() {
    long me = numbers.number() + 1L;
    for (int i = 0; i < threads.length; i++) {
      long word = file.get(LockFile.lock(i));
      if ((word & OWNER) == me) {
        file.set(LockFile.lock(i), (word & ~OWNER) + OWNER + 1);
      }
    }
  }

  /**
   * Runs an action only while what used a number under a token is dead.
   *
   * @param orUnknown whether a process that may be alive counts as dead
   */
  void whileDead(int number, long token, boolean orUnknown, ProcessNumbers.Action action)
      throws IOException {
    if (!numbers.isRecorded(number, token)) {
      action.run(); // the number was given back, or to another, which happens to those of the dead
    } else if (number != process) {
      numbers.whileDead(number, orUnknown, action);
    }
  }

  /**
   * Runs an action if nobody but the caller uses the table, and keeps others from joining
   * meanwhile.
   */
  void ifUnused(Work<Boolean> action) throws IOException, InterruptedException {
    process(); // none can join meanwhile, not even this one
    FileLock settingUp = file.setUp();
    try {
      synchronized (JVM) {
        if (users == 1 && numbers.isAlone()) {
          action.run();
        }
      }
    } finally {
      settingUp.release();
    }
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
    long word = file.get(LockFile.lock(indexOf(path)));
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
    int at = stampOf(inode);
    while (true) {
      long latest = file.get(at);
      long time = proposed;
      if (time <= latest || (wholeMicrosecond && time % 1000 != 0)) {
        time = (Math.max(latest, proposed) / 1000 + 1) * 1000;
      }
      if (file.compareAndSet(at, latest, time)) {
        return time;
      }
    }
  }

  /** Notes a time that was given to an inode by another table. */
  void note(long inode, long time) {
    int at = stampOf(inode);
    long latest = file.get(at);
    while (latest < time && !file.compareAndSet(at, latest, time)) {
      latest = file.get(at);
    }
  }

  private static int stampOf(long inode) {
    return LockFile.stamp((int) (inode % LockFile.STAMPS));
  }

  /**
   * Runs work with the lock of a path.
   *
   * @throws InterruptedException when the thread is interrupted while it waits
   * @throws FileSystemException when another process keeps the lock for a minute
   */
  <T> T locked(String path, Work<T> work) throws InterruptedException, IOException {
    int index = indexOf(path);
    long version = acquire(index);
    try {
      return work.run();
    } finally {
      release(index, version);
    }
  }

  /**
   * Takes each lock and gives it back.
   *
   * @return the versions since then, for {@link #areStill}
   */
  long[] versionsAtRest() throws InterruptedException, IOException {
    long[] versions = new long[threads.length];
    for (int i = 0; i < versions.length; i++) {
      long version = acquire(i);
      release(i, version);
      versions[i] = version + OWNER + 1;
    }
    return versions;
  }

  /** Whether no lock was taken since: nothing was published, moved or deleted. */
  boolean areStill(long[] versions) {
    for (int i = 0; i < versions.length; i++) {
      if (file.get(LockFile.lock(i)) != versions[i]) {
        return false;
      }
    }
    return true;
  }

  /** Takes a lock and gives its version. */
  long acquire(int index) throws InterruptedException, IOException {
    long me = process() + 1L;
    long start = System.nanoTime();
    if (!threads[index].tryLock(PATIENCE, TimeUnit.NANOSECONDS)) {
      throw kept();
    }
    try {
      long word = file.get(LockFile.lock(index));
      if ((word & OWNER) != 0 || !take(index, word, me)) {
        word = acquireFromOthers(index, me, start);
      }
      return word & ~OWNER;
    } catch (InterruptedException | IOException | RuntimeException | Error e) {
      threads[index].unlock();
      throw e;
    }
  }

  /**
   * Waits for other processes; their locks last microseconds, so it looks again often.
   *
   * @param start since when the caller waits, also for other threads
   */
  private long acquireFromOthers(int index, long me, long start)
      throws InterruptedException, IOException {
    for (int round = 0; ; round++) {
      long word = file.get(LockFile.lock(index));
      long owner = word & OWNER;
      if (owner == 0 && take(index, word, me)) {
        return word;
      }
      boolean late = System.nanoTime() - start > PATIENCE;
      boolean stale = owner != 0 && hasBeenSeenForLong(index, word);
      if (owner != 0 && (stale || late || round % 64 == 63) && takeOver(index, word, me, stale)) {
        return word;
      }
      await(round, late);
    }
  }

  /** When the threads of this process, one after the other, first saw a lock as it is. */
  private record Seen(long word, long time) {}

  private boolean hasBeenSeenForLong(int index, long word) {
    Seen before = seen[index];
    if (before == null || before.word != word) {
      seen[index] = new Seen(word, System.nanoTime());
      return false;
    }
    return System.nanoTime() - before.time > STALE;
  }

  private boolean take(int index, long word, long me) {
    return file.compareAndSet(LockFile.lock(index), word, (word & ~OWNER) | me);
  }

  /**
   * Takes the lock of a process that is dead; or may be, once it has kept the lock for so long as a
   * living one never does.
   */
  private boolean takeOver(int index, long word, long me, boolean orUnknown) throws IOException {
    boolean[] taken = {false};
    int owner = (int) (word & OWNER) - 1;
    numbers.whileDead(owner, orUnknown, () -> taken[0] = take(index, word, me));
    return taken[0];
  }

  private static void await(int round, boolean late) throws InterruptedException, IOException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (late) {
      throw kept();
    }
    if (round < 16) {
      Thread.onSpinWait();
    } else {
      LockSupport.parkNanos(Math.min(round, 1000) * 1000L);
    }
  }

  private static FileSystemException kept() {
    return new FileSystemException(
        "locks",
        null,
        "another process has kept the lock of this file for a minute; is it stopped?");
  }

  void release(int index, long version) {
    file.set(LockFile.lock(index), version + OWNER + 1);
    threads[index].unlock();
  }

  /** Ends one use of the table; with the last the process leaves. No lock may be held. */
  void close() throws IOException {
    synchronized (JVM) {
      if (--users > 0) {
        return;
      }
      OPEN.remove(identity, this);
      try {
        numbers.leave();
      } finally {
        closeFile();
      }
    }
  }

  private void closeFile() throws IOException {
    if (numbers.hasOthersOfThisProcess()) {
      file.abandon();
    } else {
      file.close();
    }
  }
}
