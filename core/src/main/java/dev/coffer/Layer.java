package dev.coffer;

/** A layer: a function from a store to the store around it. */
@FunctionalInterface
public interface Layer {
  /**
   * Puts the layer around a store.
   *
   * @param next the store that the layer calls
   * @return the store to be called instead
   */
  FileStore wrap(FileStore next);
}
