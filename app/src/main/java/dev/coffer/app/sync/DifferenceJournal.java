package dev.coffer.app.sync;

import dev.coffer.OmittedName;

/** Hears how two sides differ; called by several threads. */
public interface DifferenceJournal {
  /** One of the two. */
  enum Side {
    /** The one that is named first. */
    FIRST,
    /** The other one. */
    SECOND
  }

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

  /**
   * A file, or a directory with all that is below it, could not be compared.
   *
   * @param path the file or the directory
   * @param error why not
   */
  void notCompared(String path, Throwable error);

  /**
   * Something of a side is no part of a store, so that it is not compared: a link, a device, or a
   * name that no store can have.
   *
   * @param side where it is
   * @param name what it is
   */
  void omitted(Side side, OmittedName name);
}
