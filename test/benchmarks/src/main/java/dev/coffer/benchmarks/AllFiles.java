package dev.coffer.benchmarks;

import java.util.List;
import java.util.Map;

/** Small files, many of them at once, and large ones. */
interface AllFiles extends SmallFiles, LargeWrites {
  /** Writes many files. */
  void writeAll(Map<String, byte[]> files) throws Exception;

  /** Reads many files; how many bytes they have together. */
  long readAll(List<String> paths) throws Exception;

  /** Deletes a directory with all below it. */
  void deleteDirectory(String directory) throws Exception;

  /** Reads a file of any size; how many bytes it has. */
  long streamOut(String path) throws Exception;
}
