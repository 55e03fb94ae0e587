package dev.coffer.local;

/**
 * What a call that returned has brought to the disk. Content is whole in every case, also after a
 * killed process.
 */
public enum Durability {
  /**
   * Nothing is synced: after a power failure, recent changes may be gone. Survives a killed
   * process.
   */
  NONE,
  /** A file's bytes are synced before it is published; the directory that names it is not. */
  FILE,
  /** A file's bytes, its directory and new parent directories are synced; deletes and moves too. */
  FULL
}
