package dev.coffer.benchmarks;

import java.util.List;
import java.util.Map;

/** Small files, many of them at once, and large ones. */
interface AllFiles extends SmallFiles, LargeWrites {
  /** Writes many files. */
  void writeAll(Map<String, byte[]> files) throws Exception;

  /** Reads many files; returns their total number of bytes. */
  long readAll(List<String> paths) throws Exception;

  /** Deletes a directory recursively. */
  void deleteDirectory(String directory) throws Exception;

  /** Reads a file of any size; returns its number of bytes. */
  long streamOut(String path) throws Exception;
}
