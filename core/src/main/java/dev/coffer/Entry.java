package dev.coffer;

/** An entry of a listing: a file with what the store knows of it, or a directory. */
public sealed interface Entry permits FileInfo, Directory {
  /**
   * Returns the path of this entry.
   *
   * @return its full path in the store
   */
  FilePath path();

  /**
   * Returns whether this entry is a directory.
   *
   * @return true for a {@link Directory}, false for a file
   */
  default boolean isDirectory() {
    return this instanceof Directory;
  }
}
