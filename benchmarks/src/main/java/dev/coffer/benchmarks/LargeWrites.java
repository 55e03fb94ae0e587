package dev.coffer.benchmarks;

import java.io.Closeable;
import java.io.InputStream;

/** Large files, as one library writes them. */
interface LargeWrites extends Closeable {
  /**
   * Writes a file of any size.
   *
   * @param length of the content, for those that must know
   */
  void streamIn(String path, InputStream content, long length) throws Exception;
}
