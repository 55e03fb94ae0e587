package dev.coffer.event;

import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Changes of this store and the deletions of directories that run at the same time.
 *
 * <p>The deletion of a directory may remove a file that was written below it after the directory
 * was listed, and it would be unknown which of the two came last. So a change below a directory
 * that is being deleted is announced once the deletion has ended, with the state of its paths at
 * that time. Until then its intent is in the log.
 */
final class DirectoryDeletions {
  private final PresentStates states;
  private final Set<Passage> underWay = new HashSet<>();
  private final List<Running> deletions = new ArrayList<>();

  /** A change under way. */
  private static final class Passage {
    private final List<FilePath> paths;
    private boolean crossed;

    private Passage(List<FilePath> paths) {
      this.paths = paths;
    }
  }

  /** A deletion of a directory under way, and the changes that ended below it. */
  static final class Running {
    private final FilePath directory;
    private final List<Kept> ended = new ArrayList<>();

    /** Whether it deletes nothing more. */
    private boolean over;

    private Running(FilePath directory) {
      this.directory = directory;
    }

    private boolean touches(List<FilePath> paths) {
      return paths.stream().anyMatch(path -> path.startsWith(directory));
    }
  }

  /** A change that has ended and is to be announced. */
  record Ended(FileEventLog.Change noted, ChangeOutcome ending) {
    void announce() {
      announce(List.of(), List.of());
    }

    /** Announces it with what was found afterwards; the state of hidden paths is unknown. */
    private void announce(List<FileEvent> found, Collection<FilePath> hidden) {
      List<FileEvent> events = new ArrayList<>(ending.events());
      events.addAll(found);
      Set<FilePath> unknown = new LinkedHashSet<>(ending.unknown());
      unknown.addAll(hidden);
      noted.end(events, List.copyOf(unknown));
    }
  }

  private record Kept(List<FilePath> paths, Ended change) {}

  DirectoryDeletions(PresentStates states) {
    this.states = states;
  }

  /**
   * A change begins.
   *
   * @return to be called when it has ended
   */
  synchronized Consumer<Ended> enter(List<FilePath> paths) {
    Passage passage = new Passage(paths);
    passage.crossed = find(paths, any -> true) != null;
    underWay.add(passage);
    return ended -> leave(passage, ended);
  }

  private @Nullable Running find(List<FilePath> paths, Predicate<Running> which) {
    return deletions.stream()
        .filter(which)
        .filter(each -> each.touches(paths))
        .findFirst()
        .orElse(null);
  }

  /** A change has ended: it is announced now or when the deletion around it has ended. */
  private void leave(Passage passage, Ended ended) {
    synchronized (this) {
      underWay.remove(passage);
      Running around = passage.crossed ? find(passage.paths, any -> true) : null;
      if (around != null) {
        around.ended.add(new Kept(passage.paths, ended));
        return;
      }
    }
    // Others may change the path while it is checked: the log checks until it is stable.
    ended.announce(List.of(), passage.crossed ? told(ended).keySet() : Set.of());
  }

  /** The deletion of a directory begins. */
  synchronized Running begin(FilePath directory) {
    Running deletion = new Running(directory);
    deletions.add(deletion);
    for (Passage passage : underWay) {
      passage.crossed |= deletion.touches(passage.paths);
    }
    return deletion;
  }

  /** The deletion has ended: announces the changes that ended meanwhile. */
  void end(Running deletion) {
    synchronized (this) {
      deletion.over = true;
    }
    for (List<Ended> some = take(deletion); some != null; some = take(deletion)) {
      announce(some);
    }
  }

  /** Returns what has ended since the last time; if nothing has, the deletion is forgotten. */
  private synchronized @Nullable List<Ended> take(Running deletion) {
    if (deletion.ended.isEmpty()) {
      deletions.remove(deletion);
      return null;
    }
    List<Ended> taken = new ArrayList<>();
    for (Kept kept : deletion.ended) {
      Running other = find(kept.paths, running -> !running.over);
      if (other == null) {
        taken.add(kept.change);
      } else {
        other.ended.add(kept);
      }
    }
    deletion.ended.clear();
    return taken;
  }

  /**
   * Announces changes, and the state found at each path if the last change did not leave that
   * state.
   */
  private void announce(List<Ended> all) {
    Map<FilePath, Ended> last = new HashMap<>();
    all.forEach(each -> told(each).keySet().forEach(path -> last.put(path, each)));
    for (Ended each : all) {
      Map<FilePath, Optional<String>> told = told(each);
      told.keySet().removeIf(path -> !each.equals(last.get(path)));
      Map<FilePath, FileStoreException> hidden = new LinkedHashMap<>();
      List<FileEvent> found = states.changed(told, hidden);
      each.announce(found, hidden.keySet()); // the log checks what is hidden until it can be read
    }
  }

  /** Returns the etag of each path after a change; empty if the file is missing. */
  private static Map<FilePath, Optional<String>> told(Ended ended) {
    Map<FilePath, Optional<String>> etags = new HashMap<>();
    for (FileEvent event : ended.ending.events()) {
      event.changedPaths().forEach(path -> etags.put(path, Optional.empty()));
      etags.put(event.path(), event.etag());
    }
    return etags;
  }
}
