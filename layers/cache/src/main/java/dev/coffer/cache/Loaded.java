package dev.coffer.cache;

import dev.coffer.FileStoreException;

/** What came of reading a file for the cache. */
sealed interface Loaded
    permits CachedFile, Loaded.LargeFile, Loaded.FailedLoad, Loaded.AbandonedLoad {
  /** Returns about how many bytes of memory it holds. */
  int weight();

  /**
   * A file that is too large, and is read from the store.
   *
   * @param seen when
   */
  record LargeFile(long seen) implements Loaded {
    @Override
    public int weight() {
      return 100;
    }
  }

  /**
   * A failure; never kept.
   *
   * @param error what those throw who waited since before it began
   * @param begun when the call began that failed
   */
  record FailedLoad(FileStoreException error, long begun) implements Loaded {
    @Override
    public int weight() {
      return 0;
    }
  }

  /** Nothing that helps those who waited: they read themselves. Never kept. */
  record AbandonedLoad() implements Loaded {
    @Override
    public int weight() {
      return 0;
    }
  }
}
