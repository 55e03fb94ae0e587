package dev.coffer.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * The caches of this process by the names of their stores: what one handle of a store changes, the
 * caches of the others forget too.
 */
final class Invalidations {
  private static final ConcurrentMap<String, Set<FileCache>> CACHES = new ConcurrentHashMap<>();

  private Invalidations() {}

  static void register(String store, FileCache cache) {
    CACHES.compute(
        store,
        (name, open) -> {
          Set<FileCache> caches = open == null ? ConcurrentHashMap.newKeySet() : open;
          caches.add(cache);
          return caches;
        });
  }

  static void unregister(String store, FileCache cache) {
    CACHES.computeIfPresent(
        store,
        (name, open) -> {
          open.remove(cache);
          return open.isEmpty() ? null : open;
        });
  }

  static void everywhere(String store, Consumer<FileCache> invalidation) {
    CACHES.getOrDefault(store, Set.of()).forEach(invalidation);
  }
}
