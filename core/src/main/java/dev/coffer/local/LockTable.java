package dev.coffer.local;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Locks that all processes of an area share: a file with one word for each lock, mapped into the
 * memory of each, so that a lock that is free costs no system call, see {@link LockWords}.
 *
 * <p>A lock whose owner is dead is taken over, see {@link ProcessNumbers}. Nothing that a lock
 * guards can be half done, since it guards single renames.
 *
 * <p>A stamp is the latest time of modification given to an inode, see {@link #reserve}.
 *
 * <p>A process takes a number when it takes its first lock. A table is opened by {@link
 * LockTables}, once for all its users in this process.
 */
final class LockTable {
  private final LockFile file;
  private final Object identity;
  private final ProcessNumbers numbers;
  private final LockWords words;
  private final OpenedOnce<Integer> process = new OpenedOnce<>();

  /** How many have opened it and not closed it. Used by {@link LockTables} alone. */
  int users = 1;

  LockTable(LockFile file, Object identity, Duration patience) {
    this.file = file;
    this.identity = identity;
    this.numbers = new ProcessNumbers(file);
    this.words = new LockWords(file, numbers, patience);
  }

  /** Whether a path leads to this table. */
  boolean isAt(Path path) {
    try {
      return LockTables.identity(path).equals(identity);
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
    return process.get(this::join);
  }

  private int join() throws IOException {
    return numbers.join(() -> words.freeThoseOf(numbers.number()));
  }

  /** Distinguishes this process's use of its number from earlier and later uses. */
  long token() throws IOException {
    process();
    return numbers.token();
  }

  /**
   * Runs an action only while what used a number under a token is dead.
   *
   * @param orUnknown whether a process that may be alive counts as dead
   */
  void whileDead(int number, long token, boolean orUnknown, FileWork.Action action)
      throws IOException {
    if (!numbers.isRecorded(number, token)) {
      action.run(); // the number is free or another process's, which happens only to numbers of the
      // dead
    } else if (!Objects.equals(process.known(), number)) {
      numbers.whileDead(number, orUnknown, action);
    }
  }

  /**
   * Runs an action if nobody but the caller uses the table, and keeps others from joining
   * meanwhile.
   */
  void ifUnused(FileWork.Task action) throws IOException, InterruptedException {
    process(); // none can join meanwhile, not even this one
    FileLock settingUp = file.setUp();
    try {
      if (numbers.isAlone()) {
        LockTables.ifUsedOnce(identity, action);
      }
    } finally {
      settingUp.release();
    }
  }

  static int indexOf(String path) {
    return (path.hashCode() * 0x9E3779B9) >>> 22; // the upper 10 bits
  }

  /**
   * Gives a write of a path a time of modification that no other write of the path has: the one
   * proposed, or the next whole microsecond after the latest.
   *
   * @param wholeMicrosecond whether the time must be a whole microsecond
   * @return nanoseconds since 1970
   */
  long reserve(long inode, long proposed, boolean wholeMicrosecond) {
    return reserve(stampOf(inode), proposed, wholeMicrosecond);
  }

  /**
   * Gives a write of a path a time that is later than those of the writes of the path before it, or
   * of another path with the same stamp.
   */
  long reserve(String path, long proposed, boolean wholeMicrosecond) {
    return reserve(stampOf(path), proposed, wholeMicrosecond);
  }

  private long reserve(int at, long proposed, boolean wholeMicrosecond) {
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
    note(stampOf(inode), time);
  }

  /** Makes the times of writes of a path later than a moment. */
  void note(String path, long time) {
    note(stampOf(path), time);
  }

  private void note(int at, long time) {
    long latest = file.get(at);
    while (latest < time && !file.compareAndSet(at, latest, time)) {
      latest = file.get(at);
    }
  }

  private static int stampOf(String path) {
    return stampOf(Integer.toUnsignedLong(path.hashCode()));
  }

  private static int stampOf(long inode) {
    return LockFile.stamp((int) (inode % LockFile.STAMPS));
  }

  /**
   * Runs work with the lock of a path.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws FileSystemException if another process keeps the lock for a minute
   */
  <T> T locked(String path, FileWork<T> work) throws InterruptedException, IOException {
    int index = indexOf(path);
    long version = acquire(index);
    try {
      return work.run();
    } finally {
      release(index, version);
    }
  }

  /** Takes a lock and returns its version. */
  long acquire(int index) throws InterruptedException, IOException {
    return words.acquire(index, process());
  }

  void release(int index, long version) {
    words.release(index, version);
  }

  /**
   * Takes each lock and gives it back.
   *
   * @return the versions since then, for {@link #areStill}
   */
  long[] versionsAtRest() throws InterruptedException, IOException {
    return words.atRest(process());
  }

  /** Whether no lock was taken since: nothing was published, moved or deleted. */
  boolean areStill(long[] versions) {
    return words.are(versions);
  }

  /** Ends one use of the table; with the last the process leaves. No lock may be held. */
  void close() throws IOException {
    LockTables.endUse(identity, this::leave);
  }

  private void leave() throws IOException {
    try {
      numbers.leave();
    } finally {
      closeFile();
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
