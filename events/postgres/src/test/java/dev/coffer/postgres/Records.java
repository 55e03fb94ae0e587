package dev.coffer.postgres;

import dev.coffer.FilePath;
import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.Intent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts events into a log and takes them. */
final class Records {
  private Records() {}

  static Intent intent(String path) {
    return new Intent(FileEvent.Type.DELETED, List.of(FilePath.of(path)), Optional.empty());
  }

  static FileEvent event(String path) {
    return FileEvent.found(FilePath.of(path), Optional.empty(), Instant.now());
  }

  static void record(FileEventLog log, String path) {
    log.begin(intent(path)).confirm(List.of(event(path)));
  }

  /** Records a move without any store. */
  static void move(FileEventLog log, String source, String target) {
    FileEvent written = event(target);
    FileEvent moved =
        new FileEvent(
            written.id(),
            FileEvent.Type.MOVED,
            written.path(),
            Optional.of(FilePath.of(source)),
            written.size(),
            written.etag(),
            written.time(),
            0);
    log.begin(
            new Intent(
                FileEvent.Type.MOVED,
                List.of(FilePath.of(target)),
                Optional.of(FilePath.of(source))))
        .confirm(List.of(moved));
  }

  static List<FileEvent> take(EventQueue queue) {
    return queue.take(1000).stream().map(EventQueue.Waiting::event).toList();
  }

  static List<String> paths(List<FileEvent> events) {
    return events.stream().map(event -> event.path().toString()).toList();
  }

  static List<String> paths(FileEventLog log) {
    return paths(log.events(0, 100));
  }
}
