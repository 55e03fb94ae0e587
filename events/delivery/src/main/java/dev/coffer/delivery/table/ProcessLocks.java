package dev.coffer.delivery.table;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks that end with their process, each a byte of one file. The system frees what a killed
 * process held. All handles of this process share one channel: the system drops every lock of a
 * process with the first channel of the file that it closes.
 */
final class ProcessLocks implements AutoCloseable {
  private static final Map<Path, Shared> SHARED = new HashMap<>();

  /** Guards {@link #SHARED} and the locks of its channels. */
  private static final ReentrantLock SHARING = new ReentrantLock();

  private static final class Shared {
    final FileChannel channel;
    int users;

    Shared(FileChannel channel) {
      this.channel = channel;
    }
  }

  /** A lock, until it is closed. */
  interface Held extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  private final Path file;
  private final Shared shared;

  private ProcessLocks(Path file, Shared shared) {
    this.file = file;
    this.shared = shared;
  }

  /** Opens a file that exists. */
  static ProcessLocks open(Path file) throws IOException {
    Path name = file.toAbsolutePath().normalize();
    SHARING.lock();
    try {
      Shared shared = SHARED.get(name);
      if (shared == null) {
        shared = new Shared(FileChannel.open(name, StandardOpenOption.WRITE));
        SHARED.put(name, shared);
      }
      shared.users++;
      return new ProcessLocks(name, shared);
    } finally {
      SHARING.unlock();
    }
  }

  /** Takes a lock; returns empty if any handle of any process has it. */
  Optional<Held> tryLock(long position) throws IOException {
    SHARING.lock();
    try {
      try {
        FileLock lock = shared.channel.tryLock(position, 1, false);
        return Optional.ofNullable(lock).map(taken -> () -> release(taken));
      } catch (OverlappingFileLockException e) {
        return Optional.empty();
      }
    } finally {
      SHARING.unlock();
    }
  }

  private static void release(FileLock lock) throws IOException {
    SHARING.lock();
    try {
      if (lock.isValid()) {
        lock.release();
      }
    } finally {
      SHARING.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    SHARING.lock();
    try {
      shared.users--;
      if (shared.users == 0) {
        SHARED.remove(file);
        shared.channel.close();
      }
    } finally {
      SHARING.unlock();
    }
  }
}
