package dev.coffer;

import java.util.Optional;

/**
 * An extra ability of a store ({@link FileStore#unwrap}) that tells who else may have it. One that
 * does not implement this stays with the store that has it.
 */
public interface Feature {
  /**
   * Whether it neither reads nor changes any file. Then layers and views that would see or refuse
   * what is done with files have no say in it, and pass it on.
   *
   * @return true if it does not touch them
   */
  boolean leavesFilesAlone();

  /**
   * The same ability as a view of a directory has it: it names paths as the view does and knows of
   * no others.
   *
   * @param directory the root of the view
   * @return an object of the same type, closed with the view; nothing when a view cannot have it
   */
  default Optional<OfView> within(FilePath directory) {
    return Optional.empty();
  }

  /** An ability that ends with the view that gave it. */
  interface OfView extends Feature, AutoCloseable {
    @Override
    void close();
  }
}
