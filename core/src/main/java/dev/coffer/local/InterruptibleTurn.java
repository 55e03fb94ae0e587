package dev.coffer.local;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one thread does after the other. A thread that waits for its turn can be interrupted, which
 * {@code synchronized} does not allow: the one before may wait for another process.
 */
final class InterruptibleTurn {
  private final ReentrantLock lock = new ReentrantLock();

  <T> T run(FileWork.OnDisk<T> work) throws IOException {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      throw FileWork.interrupted(e);
    }
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }
}
