package dev.coffer.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The caches of this process by the names of their stores: what one handle of a store changes, the
 * caches of the others forget too.
 */
final class Invalidations {
  private static final ConcurrentMap<String, Set<Handle>> HANDLES = new ConcurrentHashMap<>();

  private Invalidations() {}

  /**
   * The caches of one handle.
   *
   * @param shared null for none
   */
  record Handle(FileCache memory, @Nullable SharedCache shared) {}

  static void register(String store, Handle handle) {
    HANDLES.compute(
        store,
        (name, open) -> {
          Set<Handle> handles = open == null ? ConcurrentHashMap.newKeySet() : open;
          handles.add(handle);
          return handles;
        });
  }

  static void unregister(String store, Handle handle) {
    HANDLES.computeIfPresent(
        store,
        (name, open) -> {
          open.remove(handle);
          return open.isEmpty() ? null : open;
        });
  }

  static void everywhere(String store, Consumer<FileCache> invalidation) {
    HANDLES.getOrDefault(store, Set.of()).forEach(handle -> invalidation.accept(handle.memory()));
  }

  /**
   * Tells the shared cache of one handle of a change. If it cannot be told, or there is none, those
   * of the other handles are: they would serve older values to this process.
   *
   * @param news returns whether the cache was told
   */
  static void tell(String store, @Nullable SharedCache own, Predicate<SharedCache> news) {
    if (own != null && news.test(own)) {
      return;
    }
    for (Handle handle : HANDLES.getOrDefault(store, Set.of())) {
      SharedCache other = handle.shared();
      if (other != null && other != own) {
        boolean unused = news.test(other);
      }
    }
  }
}
