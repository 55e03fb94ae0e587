package dev.coffer.spi;

import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.UnsupportedFeatureException;

/**
 * The largest file of a store, for authors of layers that read a content before they pass it on: a
 * store refuses what is too large before it is read, and so must they.
 */
public final class LargestFile {
  private LargestFile() {}

  /**
   * Refuses a content that is known to be larger than the largest file of a store.
   *
   * @param store the store below the layer
   * @param path the file to be written
   * @param content the content, which is not read
   * @throws UnsupportedFeatureException if its size is known and exceeds the {@code maxFileSize} of
   *     the store's capabilities
   */
  public static void check(FileStore store, FilePath path, Content content) {
    if (content.size().isEmpty()) {
      return;
    }
    long largest = store.capabilities().maxFileSize();
    if (content.size().getAsLong() > largest) {
      throw new UnsupportedFeatureException(
          new ErrorContext("write", path.toString(), store.name()),
          "it is larger than the largest file, which has " + largest + " bytes",
          null);
    }
  }
}
