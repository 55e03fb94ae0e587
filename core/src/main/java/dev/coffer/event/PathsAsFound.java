package dev.coffer.event;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import java.time.Instant;
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

/** Announces paths as they are in a store, for authors of an {@link EventLog}. */
public final class PathsAsFound {
  private final Function<FilePath, Optional<FileInfo>> store;
  private final InstantSource clock;

  /**
   * Begins.
   *
   * @param store looks at a file
   * @param clock gives the times of the events
   */
  public PathsAsFound(Function<FilePath, Optional<FileInfo>> store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Announces each path, and once more when it is not as it was announced afterwards. So the last
   * event of a path tells its present state though others change and announce it at the same time.
   *
   * @param paths different ones
   * @param announcement returns when what it got is recorded
   * @return the paths that cannot be looked at, and why not
   */
  public Map<FilePath, FileStoreException> announce(
      Collection<FilePath> paths, Consumer<List<FileEvent>> announcement) {
    Map<FilePath, FileStoreException> hidden = new LinkedHashMap<>();
    List<FileEvent> news = look(paths, hidden);
    while (!news.isEmpty()) {
      announcement.accept(news);
      Map<FilePath, Optional<String>> told =
          news.stream().collect(Collectors.toMap(FileEvent::path, FileEvent::etag));
      news =
          look(told.keySet(), hidden).stream()
              .filter(event -> !event.etag().equals(told.get(event.path())))
              .toList();
    }
    return hidden;
  }

  private List<FileEvent> look(
      Collection<FilePath> paths, Map<FilePath, FileStoreException> hidden) {
    Instant now = clock.instant();
    List<FileEvent> seen = new ArrayList<>();
    for (FilePath path : paths) {
      try {
        seen.add(FileEvent.found(path, store.apply(path), now));
      } catch (FileStoreException e) {
        hidden.put(path, e);
      }
    }
    return seen;
  }
}
