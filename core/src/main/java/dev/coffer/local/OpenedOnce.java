package dev.coffer.local;

import dev.coffer.concurrent.StackRoom;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A value that the first thread that needs it opens for all. If that fails, the next one tries.
 *
 * <p>A thread that waits for another one can be interrupted, which {@code synchronized} does not
 * allow: opening may wait for another process.
 */
final class OpenedOnce<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable T value;

  /** The value, if it was opened. */
  @Nullable T known() {
    return value;
  }

  T get(FileWork.OnDisk<T> opening) throws IOException {
    T known = value;
    return known == null ? open(opening) : known;
  }

  private T open(FileWork.OnDisk<T> opening) throws IOException {
    StackRoom.ensure();
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      throw FileWork.interrupted(e);
    }
    try {
      T opened = value;
      if (opened == null) {
        opened = opening.run();
        value = opened;
      }
      return opened;
    } finally {
      lock.unlock();
    }
  }
}
