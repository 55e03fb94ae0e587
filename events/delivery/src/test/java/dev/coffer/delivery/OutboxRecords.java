package dev.coffer.delivery;

import dev.coffer.FilePath;
import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.Intent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Puts events into an outbox and takes them. */
public final class OutboxRecords {
  private OutboxRecords() {}

  public static void record(FileEventLog log, String path) {
    FilePath file = FilePath.of(path);
    log.begin(new Intent(FileEvent.Type.DELETED, List.of(file), Optional.empty()))
        .confirm(List.of(FileEvent.found(file, Optional.empty(), Instant.now())));
  }

  /** Many events with one sync. */
  public static void recordTogether(FileEventLog log, int count) {
    List<FilePath> files = IntStream.range(0, count).mapToObj(i -> FilePath.of("f" + i)).toList();
    Instant now = Instant.now();
    log.begin(new Intent(FileEvent.Type.DELETED, files, Optional.empty()))
        .confirm(files.stream().map(file -> FileEvent.found(file, Optional.empty(), now)).toList());
  }

  public static List<FileEvent> take(EventQueue queue) {
    return queue.take(1000).stream().map(EventQueue.Waiting::event).toList();
  }
}
