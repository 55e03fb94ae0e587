package dev.coffer;

/**
 * A capability that not every store has. What every store can do is described in {@link FileStore}.
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
   * The etag changes with every write, even of the same bytes; otherwise it changes if the bytes
   * do.
   */
  ETAG_PER_WRITE,
  /** A path is a file or a directory, never both; otherwise both may exist under the same path. */
  EXCLUSIVE_NAMES,
  /**
   * A copy appears as a whole at its target; readers of the target see the old file or the new one.
   */
  ATOMIC_COPY,
  /** A move is one step: no reader finds the file at neither path. */
  ATOMIC_MOVE,
  /** Files outlive the process. */
  PERSISTENT,
  /** The back end keeps older versions itself. */
  NATIVE_VERSIONS,
  /** The back end signs URLs with which others can read or write one file for a limited time. */
  PRESIGNED_URLS,
  /**
   * The store itself repeats failed requests for a time and recognises its own earlier success: a
   * layer that repeats operations leaves the repetition to the store.
   */
  REPEATED_REQUESTS,
  /**
   * The size of a file in a listing may cost a request of its own, several at once and a page at a
   * time: a caller that needs names alone lists with {@link ListOptions#withoutSizes()}.
   */
  SIZES_COST_REQUESTS
}
