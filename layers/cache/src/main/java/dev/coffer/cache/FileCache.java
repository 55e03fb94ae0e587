package dev.coffer.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import dev.coffer.FilePath;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The files in memory. A file that is being read has a {@link Lease} in its place; a change removes
 * whatever is there, and a lease that was removed is not kept when it ends. So nothing is kept that
 * was read before a change that has ended.
 */
final class FileCache {
  private final AsyncCache<FilePath, Loaded> cache;
  private final ConcurrentMap<FilePath, CompletableFuture<Loaded>> places;
  private final CacheCounters counters;

  FileCache(long maxSize, CacheCounters counters) {
    this.counters = counters;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(maxSize)
            .weigher((FilePath path, Loaded loaded) -> loaded.weight())
            .executor(Runnable::run)
            .evictionListener((path, loaded, cause) -> counters.evicted())
            .buildAsync();
    this.places = cache.asMap();
  }

  /**
   * The place of a file while it is read. Completed by the thread that reads, never with an error.
   */
  static final class Lease extends CompletableFuture<Loaded> {}

  /** Returns what is known of a file, or its lease; null if nothing is. */
  @Nullable CompletableFuture<Loaded> find(FilePath path) {
    return cache.getIfPresent(path);
  }

  /** Returns the file if it is there and nobody reads it just now; null otherwise. */
  @Nullable CachedFile present(FilePath path) {
    CompletableFuture<Loaded> found = find(path);
    return found != null && found.getNow(null) instanceof CachedFile file ? file : null;
  }

  /**
   * Takes the place of a file.
   *
   * @param known what the caller found in that place; null for nothing
   * @return null if something else is there by now
   */
  @Nullable Lease lease(FilePath path, @Nullable CompletableFuture<Loaded> known) {
    Lease lease = new Lease();
    boolean taken =
        known == null
            ? places.putIfAbsent(path, lease) == null
            : places.replace(path, known, lease);
    return taken ? lease : null;
  }

  /** Keeps what was read, unless the file has changed since the lease was taken. */
  void end(FilePath path, Lease lease, Loaded loaded) {
    if (places.get(path) != lease) {
      counters.outdated();
    }
    lease.complete(loaded);
  }

  /** Keeps nothing, and tells those who wait why, or gives them what was read. */
  void giveUp(FilePath path, Lease lease, Loaded reason) {
    places.remove(path, lease);
    lease.complete(reason);
  }

  /** Puts back what was there before the lease, unless the file has changed meanwhile. */
  void giveBack(FilePath path, Lease lease, CompletableFuture<Loaded> former, Loaded reason) {
    places.replace(path, lease, former);
    lease.complete(reason);
  }

  /** Keeps a file instead of what is there, unless the file has changed meanwhile. */
  void replace(FilePath path, CompletableFuture<Loaded> former, Loaded loaded) {
    places.replace(path, former, CompletableFuture.completedFuture(loaded));
  }

  void remove(FilePath path) {
    places.remove(path);
  }

  void removeIf(Predicate<FilePath> condition) {
    places.keySet().removeIf(condition);
  }

  /** Returns the number of cached files that have such a path. */
  long count(Predicate<FilePath> condition) {
    return places.keySet().stream().filter(condition).count();
  }

  long files() {
    return cache.synchronous().estimatedSize();
  }

  long bytes() {
    return cache
        .synchronous()
        .policy()
        .eviction()
        .map(Policy.Eviction::weightedSize)
        .orElseGet(OptionalLong::empty)
        .orElse(0);
  }

  void clear() {
    places.clear();
  }
}
