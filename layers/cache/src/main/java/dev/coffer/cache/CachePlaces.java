package dev.coffer.cache;

import dev.coffer.FilePath;
import dev.coffer.spi.StoreCache;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the cache of a store keeps files.
 *
 * @param disk null for none
 * @param shared null for none
 * @param invalidation forgets files in all of them, and in the caches of other processes
 */
record CachePlaces(
    FileCache memory,
    @Nullable DiskCache disk,
    @Nullable SharedCache shared,
    Consumer<Collection<FilePath>> invalidation)
    implements StoreCache {
  @Override
  public void forget(Collection<FilePath> paths) {
    invalidation.accept(paths);
  }

  @Override
  public List<Place> places() {
    List<Place> places = new ArrayList<>();
    places.add(new Place("memory", "", Optional.of(new Content(memory.files(), memory.bytes()))));
    if (disk != null) {
      places.add(new Place("disk", disk.toString(), disk.content()));
    }
    if (shared != null) {
      places.add(new Place("shared", shared.toString(), shared.use().map(CachePlaces::content)));
    }
    return places;
  }

  private static Content content(SharedCache.Use use) {
    return new Content(use.files(), use.bytes());
  }

  /** What is shared goes first, since it would come back from there. */
  @Override
  public List<Place> clear() {
    List<Place> found = places();
    Set<String> emptied = new HashSet<>();
    if (shared != null && shared.clear()) {
      emptied.add("shared");
    }
    memory.clear();
    emptied.add("memory");
    if (disk != null && disk.clear()) {
      emptied.add("disk");
    }
    return found.stream().filter(place -> emptied.contains(place.kind())).toList();
  }
}
