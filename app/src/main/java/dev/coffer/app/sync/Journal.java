package dev.coffer.app.sync;

/** Hears what a sync does; called by several threads. */
public interface Journal extends Leftovers {
  /**
   * A file was copied, or would be.
   *
   * @param path the file
   * @param bytes its size
   */
  void copied(String path, long bytes);

  /**
   * A file was deleted, or would be.
   *
   * @param path the file
   */
  void deleted(String path);

  /** A file is there and equal. */
  void skipped();

  /**
   * A part of a file is on its way.
   *
   * @param bytes how many
   */
  void moved(long bytes);
}
