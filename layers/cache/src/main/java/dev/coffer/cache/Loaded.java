package dev.coffer.cache;

import dev.coffer.FileInfo;
import dev.coffer.FileStoreException;

/** What came of reading a file for the cache. */
sealed interface Loaded
    permits CachedFile, Loaded.KnownFile, Loaded.FailedLoad, Loaded.AbandonedLoad {
  /** Returns about how many bytes of memory it holds. */
  int weight();

  /**
   * A file that is not in memory, of which it is known how large it is.
   *
   * @param info what the store knows of it
   * @param complete whether that includes its content type and metadata
   * @param seen when
   */
  record KnownFile(FileInfo info, boolean complete, long seen) implements Loaded {
    @Override
    public int weight() {
      return new CachedFile(info, complete, new byte[0], seen).weight();
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
