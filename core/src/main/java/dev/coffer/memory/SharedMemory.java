package dev.coffer.memory;

import dev.coffer.ErrorContext;
import dev.coffer.StorageFullException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The state that the handles of one memory store share: the names, and the maximum size. */
final class SharedMemory {
  private static final ConcurrentMap<String, SharedMemory> SHARED = new ConcurrentHashMap<>();

  final MemoryTree names = new MemoryTree();
  final long maxSize;
  final ReadWriteLock moves = new ReentrantReadWriteLock();
  private final AtomicLong used = new AtomicLong();

  SharedMemory(long maxSize) {
    this.maxSize = maxSize;
  }

  /**
   * Returns the memory of a name, which lives as long as the process; the first caller sets its
   * limit.
   */
  static SharedMemory shared(String name, long maxSize) {
    return SHARED.computeIfAbsent(name, key -> new SharedMemory(maxSize));
  }

  /** Counts a change of the stored bytes; throws if it would exceed the limit. */
  void grow(long bytes, String path, String store) {
    long before;
    do {
      before = used.get();
      if (bytes > 0 && before + bytes > maxSize) {
        throw full(path, store);
      }
    } while (!used.compareAndSet(before, before + bytes));
  }

  /** Counts a change of the stored bytes. */
  void adjust(long bytes) {
    used.addAndGet(bytes);
  }

  StorageFullException full(String path, String store) {
    return new StorageFullException(
        new ErrorContext("write", path, store),
        "max-size is " + maxSize + " bytes: delete files or raise it",
        null);
  }
}
