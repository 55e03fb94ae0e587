package dev.coffer.local;

import dev.coffer.process.ProcessIdentity;
import dev.coffer.process.ProcessIdentity.Life;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The numbers by which the processes of a lock table know each other.
 *
 * <p>A process has two witnesses of its life: a lock of the system on the byte of its number, which
 * is taken back when the process ends, however it ends; and a record of its {@link
 * ProcessIdentity}. The first alone would not do, since a system of POSIX takes the lock back also
 * when the process opens and closes the file by itself, as a backup does. So a process is dead when
 * its byte is free and its identity is that of no process. One of another container, whose
 * identities are not shown here, is {@link Life#UNKNOWN} when its byte is free.
 */
final class ProcessNumbers {
  private final LockFile file;
  private int number = -1;
  private long token;
  private @Nullable FileLock alive;

  ProcessNumbers(LockFile file) {
    this.file = file;
  }

  /** What to do about a process that died. */
  interface Action {
    void run() throws IOException;
  }

  /**
   * Takes a number that no living process has.
   *
   * @param cleaning runs before others can see the number in use
   */
  int join(Action cleaning) throws IOException {
    FileLock settingUp = file.setUp();
    try {
      if (!take(false, cleaning) && !take(true, cleaning)) {
        throw new FileSystemException(
            "locks", null, LockFile.PROCESSES + " processes have this root open");
      }
      return number;
    } finally {
      settingUp.release();
    }
  }

  /** Numbers of processes of which nothing is known are taken when there is no other. */
  private boolean take(boolean orUnknown, Action cleaning) throws IOException {
    for (int i = 0; i < LockFile.PROCESSES; i++) {
      FileLock lock = file.tryLock(i);
      if (lock != null) {
        if (isOver(recorded(i), orUnknown)) {
          number = i;
          alive = lock;
          record();
          cleaning.run();
          return true;
        }
        lock.release();
      }
    }
    return false;
  }

  private static boolean isOver(Life life, boolean orUnknown) {
    return life == Life.DEAD || (orUnknown && life == Life.UNKNOWN);
  }

  private void record() {
    ProcessIdentity own = ProcessIdentity.own();
    token = (ThreadLocalRandom.current().nextLong() ^ own.second()) & Long.MAX_VALUE;
    set(number, 1, own.second());
    set(number, 2, token);
    set(number, 0, own.first());
  }

  private void set(int process, int word, long value) {
    file.set(LockFile.record(process, word), value);
  }

  private long get(int process, int word) {
    return file.get(LockFile.record(process, word));
  }

  private Life recorded(int process) {
    ProcessIdentity identity = identity(process);
    return identity == null ? Life.DEAD : identity.life();
  }

  private @Nullable ProcessIdentity identity(int process) {
    long first = get(process, 0);
    return first == 0 ? null : ProcessIdentity.of(first, get(process, 1));
  }

  int number() {
    return number;
  }

  /** A number that tells this use of {@link #number()} from any other. */
  long token() {
    return token;
  }

  /**
   * Runs an action only while a process is dead, keeping its number from being used meanwhile.
   *
   * @param orUnknown whether one that may be alive counts as dead
   * @return whether it was dead
   */
  boolean whileDead(int process, boolean orUnknown, Action action) throws IOException {
    FileLock lock = process == number ? null : file.tryLock(process);
    if (lock == null) {
      return false;
    }
    try {
      boolean dead = isOver(recorded(process), orUnknown);
      if (dead) {
        action.run();
      }
      return dead;
    } finally {
      lock.release();
    }
  }

  /** Whether a number is used as it was under a token; false when another has the number by now. */
  boolean isRecorded(int process, long itsToken) {
    return get(process, 0) != 0 && get(process, 2) == itsToken;
  }

  /** Whether no other process is known to be alive. */
  boolean isAlone() throws IOException {
    for (int i = 0; i < LockFile.PROCESSES; i++) {
      if (i != number && get(i, 0) != 0 && !whileDead(i, true, () -> {})) {
        return false;
      }
    }
    return true;
  }

  /** Whether this process has another number, by another class loader. */
  boolean hasOthersOfThisProcess() {
    for (int i = 0; i < LockFile.PROCESSES; i++) {
      if (i != number && ProcessIdentity.own().equals(identity(i))) {
        return true;
      }
    }
    return false;
  }

  void leave() throws IOException {
    if (alive != null) {
      set(number, 0, 0);
      alive.release();
    }
  }
}
