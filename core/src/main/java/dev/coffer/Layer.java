package dev.coffer;

/** A function that wraps a store in another one. */
@FunctionalInterface
public interface Layer {
  /**
   * Wraps a store.
   *
   * @param next the store that the layer calls
   * @return the store to use instead
   */
  FileStore wrap(FileStore next);
}
