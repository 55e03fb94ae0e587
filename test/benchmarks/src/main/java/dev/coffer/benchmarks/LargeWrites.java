package dev.coffer.benchmarks;

import java.io.Closeable;

/** Large files, as one library writes them. */
interface LargeWrites extends Closeable {
  /** Writes a file of any size, not from memory. */
  void streamIn(String path, LargeContent content) throws Exception;
}
