package com.example.counting;

/** What a {@code CountingFileStore} has counted: {@code store.unwrap(ReadCounts.class)}. */
public interface ReadCounts {
  /**
   * Returns how many reads were begun and have not failed.
   *
   * @return the number since the store was opened
   */
  long reads();

  /**
   * Returns how many bytes callers have read.
   *
   * @return the number since the store was opened
   */
  long bytes();
}
