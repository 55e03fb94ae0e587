package dev.coffer.app.sync;

import java.util.List;

/** Hears what a sync does; called by several threads. */
public interface Journal extends SkippedFiles {
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

  /**
   * A file that the origin does not show was not deleted, since it may be there: its place could
   * not be looked at.
   *
   * @param path the file
   */
  void kept(String path);

  /**
   * The look for what to delete failed somewhere, though the copying may not meet that again.
   *
   * @param error the first failure
   */
  void notSeen(Throwable error);

  /**
   * A deletion failed as a whole: these files may be deleted or not.
   *
   * @param paths the files, at least one
   * @param error why
   */
  void undecided(List<String> paths, RuntimeException error);

  /** A file is there and equal. */
  void skipped();

  /**
   * A part of a file is on its way.
   *
   * @param bytes how many
   */
  void moved(long bytes);
}
