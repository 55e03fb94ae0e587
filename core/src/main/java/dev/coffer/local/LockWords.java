package dev.coffer.local;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The words of a {@link LockTable}. A word holds the number of the process that has the lock, or
 * zero, and a version that grows with every release: an unchanged word means that the lock was not
 * taken meanwhile. Threads of this process queue before a word on an ordinary lock.
 */
final class LockWords {
  private static final long OWNER = 0xFFFF;

  /**
   * A lock that is kept for all but this fraction of the patience is stale: no living process keeps
   * one for so long, and it is found before the patience ends.
   */
  private static final int STALE_BEFORE_END = 12;

  private final LockFile file;
  private final ProcessNumbers numbers;
  private final long patience;
  private final ReentrantLock[] threads = new ReentrantLock[LockFile.LOCKS];

  /** By index; each used only with the lock of that index in {@link #threads}. */
  private final Map<Integer, Seen> seen = new ConcurrentHashMap<>();

  LockWords(LockFile file, ProcessNumbers numbers, Duration patience) {
    this.file = file;
    this.numbers = numbers;
    this.patience = patience.toNanos();
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new ReentrantLock();
    }
  }

  /**
   * Frees the locks of a dead process whose number is taken again: nobody else would, since the
   * number now belongs to a living process.
   */
  void freeThoseOf(int process) {
    long owner = process + 1L;
    for (int i = 0; i < threads.length; i++) {
      long word = file.get(LockFile.lock(i));
      if ((word & OWNER) == owner) {
        file.set(LockFile.lock(i), (word & ~OWNER) + OWNER + 1);
      }
    }
  }

  /** Takes and releases each lock, and returns the words after that. */
  long[] atRest(int process) throws InterruptedException, IOException {
    long[] words = new long[threads.length];
    for (int i = 0; i < words.length; i++) {
      long version = acquire(i, process);
      release(i, version);
      words[i] = version + OWNER + 1;
    }
    return words;
  }

  boolean are(long[] words) {
    for (int i = 0; i < words.length; i++) {
      if (file.get(LockFile.lock(i)) != words[i]) {
        return false;
      }
    }
    return true;
  }

  /** Takes a lock for this process and returns its version. */
  long acquire(int index, int process) throws InterruptedException, IOException {
    long me = process + 1L;
    long start = System.nanoTime();
    if (!threads[index].tryLock(patience, TimeUnit.NANOSECONDS)) {
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
   * Waits for other processes; they hold locks for microseconds, so it retries often.
   *
   * @param start when the caller began to wait, also for other threads
   */
  private long acquireFromOthers(int index, long me, long start)
      throws InterruptedException, IOException {
    for (int round = 0; ; round++) {
      long word = file.get(LockFile.lock(index));
      long owner = word & OWNER;
      if (owner == 0 && take(index, word, me)) {
        return word;
      }
      boolean late = System.nanoTime() - start > patience;
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
    Seen before = seen.get(index);
    if (before == null || before.word != word) {
      seen.put(index, new Seen(word, System.nanoTime()));
      return false;
    }
    return System.nanoTime() - before.time > patience - patience / STALE_BEFORE_END;
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
}
