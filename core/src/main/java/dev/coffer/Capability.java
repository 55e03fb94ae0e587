package dev.coffer;

/**
 * Something that not every store can do. What all stores do is in {@link FileStore} and not here.
 */
public enum Capability {
  /**
   * {@link WriteOptions#ifAbsent()} and {@link WriteOptions#ifMatch(String)} hold, across
   * processes.
   */
  CONDITIONAL_WRITES,
  /** {@link DeleteOptions#ifMatch(String)} holds, across processes. */
  CONDITIONAL_DELETES,
  /**
   * The etag changes with every write, also of the same bytes; otherwise it changes when the bytes
   * do.
   */
  ETAG_PER_WRITE,
  /** A path is a file or a directory, never both; otherwise both may stand beside each other. */
  EXCLUSIVE_NAMES,
  /** A copy appears whole at its target; readers of the target see the old file or the new one. */
  ATOMIC_COPY,
  /** A move is one step: no reader finds the file at neither path. */
  ATOMIC_MOVE,
  /** Files outlive the process. */
  PERSISTENT,
  /** The back end keeps older versions itself. */
  NATIVE_VERSIONS,
  /** The back end signs URLs with which others read or write one file for a time. */
  PRESIGNED_URLS,
  /**
   * The store repeats requests that failed by itself, for a time, and knows its own earlier
   * success: a layer that repeats operations leaves it to that.
   */
  REPEATED_REQUESTS
}
