package dev.coffer.local;

/**
 * What is on the disk when a call returns. Files are whole in every case, even after a process was
 * killed.
 */
public enum Durability {
  /**
   * Nothing is synced: recent changes survive a killed process, but may be lost in a power failure.
   */
  NONE,
  /** A file's bytes are synced before it is published; the directory that contains it is not. */
  FILE,
  /**
   * A file's bytes, its directory and new parent directories are synced, also for deletes and
   * moves.
   */
  FULL
}
