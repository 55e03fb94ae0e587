package dev.coffer.replicate;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.event.DeadLetter;
import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes in the event log of a primary that a replica did not acknowledge. */
record Undelivered(Map<FilePath, Optional<String>> last) {
  private static final int AT_ONCE = 1000;

  /**
   * Reads the changes, dead letters included.
   *
   * @return empty if another process is delivering
   */
  static Optional<Undelivered> of(FileEventLog log, String receiver) {
    Undelivered found = new Undelivered(new LinkedHashMap<>());
    log.deadLetters().stream()
        .filter(letter -> letter.receiver().equals(receiver))
        .map(DeadLetter::event)
        .forEach(found::add);
    try (EventQueue queue = log.queue(receiver)) {
      if (!queue.attend()) {
        return Optional.empty();
      }
      for (List<EventQueue.Waiting> some = queue.take(AT_ONCE);
          !some.isEmpty();
          some = queue.take(AT_ONCE)) {
        some.forEach(each -> found.add(each.event()));
      }
    }
    return Optional.of(found);
  }

  /** The last change of a path says what the primary had there. */
  private void add(FileEvent event) {
    event.changedPaths().forEach(path -> last.put(path, Optional.empty()));
    last.put(event.path(), event.etag());
  }

  /** Returns whether the replica has the last change of a path all the same. */
  boolean isAt(FileStore replica, FilePath path) {
    Optional<FileInfo> there = replica.stat(path);
    Optional<String> etag = there.flatMap(Mark::of).map(Mark::etag);
    return etag.equals(last.getOrDefault(path, Optional.empty()));
  }
}
