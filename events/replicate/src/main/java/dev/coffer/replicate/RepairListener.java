package dev.coffer.replicate;

import dev.coffer.FilePath;

/** Is told what a repair does; called by several threads. */
public interface RepairListener {
  /** What a repair does with a file of a replica, or in a dry run would do. */
  enum Action {
    /** It was missing or another one, and is that of the primary now. */
    COPIED,
    /** It was the same without a mark, and has one now. */
    ADOPTED,
    /** The primary has no such file, and Coffer had put it there. */
    DELETED,
    /** The primary has another file there, and Coffer did not put there that of the replica. */
    LEFT
  }

  /**
   * Something was done.
   *
   * @param action what
   * @param path the file
   */
  void done(Action action, FilePath path);

  /**
   * A file could not be repaired; the others are.
   *
   * @param path the file
   * @param error why
   */
  void failed(FilePath path, RuntimeException error);
}
