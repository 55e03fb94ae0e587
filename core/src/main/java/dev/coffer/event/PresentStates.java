package dev.coffer.event;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Announces the current state of paths in a store, for authors of an {@link FileEventLog}. */
public final class PresentStates {
  private final Function<FilePath, Optional<FileInfo>> store;
  private final InstantSource clock;

  /**
   * Creates an instance.
   *
   * @param store looks up a file
   * @param clock provides the times of the events
   */
  public PresentStates(Function<FilePath, Optional<FileInfo>> store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Announces each path, and again if it no longer is as it was announced. So the last event of a
   * path states its current state, even if others change and announce it at the same time.
   *
   * @param paths distinct paths
   * @param announcement returns once the events are recorded
   * @return the paths that cannot be looked up, with the errors
   */
  public Map<FilePath, FileStoreException> announce(
      Collection<FilePath> paths, Consumer<List<FileEvent>> announcement) {
    Map<FilePath, FileStoreException> hidden = new LinkedHashMap<>();
    List<FileEvent> news = look(paths, hidden);
    while (!news.isEmpty()) {
      announcement.accept(news);
      Map<FilePath, Optional<String>> told =
          news.stream().collect(Collectors.toMap(FileEvent::path, FileEvent::etag));
      news = changed(told, hidden);
    }
    return hidden;
  }

  /**
   * Returns the current state of each path that is not as it was announced.
   *
   * @param told the announced etags; empty for a missing file
   * @param hidden gets the paths that cannot be looked up
   */
  List<FileEvent> changed(
      Map<FilePath, Optional<String>> told, Map<FilePath, FileStoreException> hidden) {
    return look(told.keySet(), hidden).stream()
        .filter(event -> !event.etag().equals(told.get(event.path())))
        .toList();
  }

  private List<FileEvent> look(
      Collection<FilePath> paths, Map<FilePath, FileStoreException> hidden) {
    List<FileEvent> seen = new ArrayList<>();
    for (FilePath path : paths) {
      try {
        seen.add(FileEvent.found(path, store.apply(path), clock.instant()));
      } catch (FileStoreException e) {
        hidden.put(path, e);
      }
    }
    return seen;
  }
}
