package dev.coffer;

/** One line of a listing: a file with what the store knows of it, or a directory. */
public sealed interface Entry permits FileInfo, Directory {
  /**
   * Where it is.
   *
   * @return its full path in the store
   */
  FilePath path();

  /**
   * Which of the two it is.
   *
   * @return true for a {@link Directory}
   */
  default boolean isDirectory() {
    return this instanceof Directory;
  }
}
