package dev.coffer;

import java.util.Optional;

/**
 * An optional feature of a store ({@link FileStore#unwrap}) that states which layers and views may
 * expose it. A feature that does not implement this interface stays with its store.
 */
public interface Feature {
  /**
   * Returns whether this feature neither reads nor changes any file. Layers and views pass such a
   * feature on, because it cannot bypass them.
   *
   * @return true if it does not touch files
   */
  boolean leavesFilesAlone();

  /**
   * Returns the feature for a view of a directory: it names paths as the view does and has no
   * access to others.
   *
   * @param directory the root of the view
   * @return an object of the same type, closed with the view; empty if a view cannot have it
   */
  default Optional<Scoped> scoped(FilePath directory) {
    return Optional.empty();
  }

  /**
   * Returns this feature for a view that shows all files and restricts changes, such as {@link
   * FileStore#readOnly()}, without any operation that needs write access.
   *
   * @return an object of the same type; this one unless overridden
   */
  default Feature restricted() {
    return this;
  }

  /**
   * Returns this feature so that what it changes is changed by a call of a layer, which then sees
   * the change as any other. Layers that watch changes pass such a feature on.
   *
   * @param layer a layer around the store of this feature
   * @return an object of the same type; empty if the feature cannot do that
   */
  default Optional<Feature> through(FileStore layer) {
    return Optional.empty();
  }

  /** A feature of a view, which ends with the view. */
  interface Scoped extends Feature, AutoCloseable {
    @Override
    void close();
  }
}
