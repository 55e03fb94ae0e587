package dev.coffer.spi;

import dev.coffer.Feature;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The cache in front of a store; obtained with {@link FileStore#unwrap}. It belongs to the whole
 * store: a view of a directory has none.
 */
public interface StoreCache extends Feature {
  /**
   * Returns the places in which the cache keeps files.
   *
   * @return the places, the nearest first
   */
  List<Place> places();

  /**
   * Forgets the files in all places. Files of the store stay the same; reads fetch them again.
   *
   * @return the places that were emptied, with what was there before
   */
  List<Place> clear();

  /**
   * Forgets some files in all places, as after a change of this process: another process may have
   * changed them.
   *
   * @param paths the files
   */
  void forget(Collection<FilePath> paths);

  /**
   * Makes the cache in front of a store forget some files, if it has a cache.
   *
   * @param store the store
   * @param paths the files
   */
  static void forget(FileStore store, Collection<FilePath> paths) {
    store.unwrap(StoreCache.class).ifPresent(cache -> cache.forget(paths));
  }

  @Override
  default boolean leavesFilesAlone() {
    return true;
  }

  @Override
  default Optional<Feature> through(FileStore layer) {
    return Optional.of(this);
  }

  /**
   * A place in which a cache keeps files.
   *
   * @param kind {@code memory}, {@code disk} or {@code shared}
   * @param where a directory or an address, without a secret; empty for memory
   * @param content what is there; empty if that cannot be found out just now
   */
  record Place(String kind, String where, Optional<Content> content) {}

  /**
   * What is in a place.
   *
   * @param files their number
   * @param bytes about the bytes that they take
   */
  record Content(long files, long bytes) {}
}
