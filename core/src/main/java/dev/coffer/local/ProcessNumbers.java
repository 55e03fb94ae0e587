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
 * <p>Two things show that a process is alive: a system lock on the byte of its number, which is
 * released when the process ends, however it ends; and a record of its {@link ProcessIdentity}. The
 * first alone is not enough, since a POSIX system also releases the lock if the process opens and
 * closes the file itself, as a backup does. So a process is dead if its byte is free and no process
 * has its identity. One of another container, whose identities are not visible here, is {@link
 * Life#UNKNOWN} if its byte is free.
 */
final class ProcessNumbers {
  private final LockFile file;
  private int number = -1;
  private long token;
  private @Nullable FileLock alive;

  ProcessNumbers(LockFile file) {
    this.file = file;
  }

  /**
   * Takes a number that no living process has.
   *
   * @param cleaning runs before others can see the number in use
   */
  int join(FileWork.Action cleaning) throws IOException {
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

  /** Numbers of processes about which nothing is known are taken only if no other is free. */
  private boolean take(boolean orUnknown, FileWork.Action cleaning) throws IOException {
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

  /** A number that distinguishes this use of {@link #number()} from any other. */
  long token() {
    return token;
  }

  /**
   * Runs an action only while a process is dead, keeping its number from being used meanwhile.
   *
   * @param orUnknown whether one that may be alive counts as dead
   * @return whether it was dead
   */
  boolean whileDead(int process, boolean orUnknown, FileWork.Action action) throws IOException {
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

  /** Whether a number is still used under a token; false if another process has it now. */
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
