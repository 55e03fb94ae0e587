package dev.coffer.cache;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A directory in which a {@link CachingFileStore} keeps files beyond the end of the process.
 *
 * @param directory created if it does not exist; for this purpose alone. Files that are not of the
 *     cache are left alone
 * @param maxSize about the most bytes that its files have together
 * @param store what distinguishes the store from all others that use the directory, the same in
 *     each process; etags of another store must not be taken for its own
 */
public record DiskCacheOptions(Path directory, long maxSize, String store) {
  /**
   * Checks the values.
   *
   * @param directory created if it does not exist
   * @param maxSize about the most bytes that its files have together
   * @param store what distinguishes the store from all others
   * @throws IllegalArgumentException if the size is not positive, or the store has no name
   */
  public DiskCacheOptions {
    Objects.requireNonNull(directory, "directory");
    if (maxSize < 1 || store.isEmpty()) {
      throw new IllegalArgumentException(
          "a cache on disk has at least 1 byte, and the name of its store");
    }
  }
}
