package dev.coffer.app.sync;

/** Hears how two sides differ; called by several threads. */
public interface DifferenceJournal extends SkippedFiles {
  /** How two sides can differ at a path. */
  enum Difference {
    /** The second side has no such file. */
    ONLY_IN_FIRST,
    /** The first side has no such file. */
    ONLY_IN_SECOND,
    /** Both have one, with other bytes. */
    DIFFERENT
  }

  /** A file is the same on both sides. */
  void same();

  /**
   * The sides differ.
   *
   * @param path the file
   * @param difference how
   */
  void differs(String path, Difference difference);
}
