package dev.coffer.benchmarks;

import java.io.Closeable;

/** Small files below one directory, as one library keeps them. Paths have slashes. */
interface SmallFiles extends Closeable {
  /** Makes or replaces a file. */
  void write(String path, byte[] bytes) throws Exception;

  /** A whole file. */
  byte[] read(String path) throws Exception;

  /** A file's size, by asking for its attributes. */
  long size(String path) throws Exception;

  /** How many names a directory has, each with its kind. */
  int list(String directory) throws Exception;

  /** The size of all files below a directory. */
  long walk(String directory) throws Exception;
}
