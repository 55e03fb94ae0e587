package dev.coffer.benchmarks;

import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Small files, and what else is measured of Coffer and of the plain calls. */
interface AllFiles extends SmallFiles {
  /** Writes many files. */
  void writeAll(Map<String, byte[]> files) throws Exception;

  /** Reads many files; how many bytes they have together. */
  long readAll(List<String> paths) throws Exception;

  /** Deletes a directory with all below it. */
  void deleteDirectory(String directory) throws Exception;

  /** Writes a file of any size. */
  void streamIn(String path, InputStream content) throws Exception;

  /** Reads a file of any size; how many bytes it has. */
  long streamOut(String path) throws Exception;
}
