package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.EventLog;
import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import dev.coffer.event.Intent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the cases of {@link FileEventsContract} stand on. */
interface LogUnderTest {
  /** The log of this case; empty when the case starts. */
  EventLog log();

  /** The log after a close, as the next process opens it; skips the case where there is none. */
  EventLog closeAndReopen();

  /** A second handle beside the first; skips the case where there is none. */
  EventLog anotherLog();

  /** A store that writes into the log, around one that can be made to fail. */
  AnnouncingFileStore store();

  /** The store below {@link #store()}. */
  FaultyFileStore below();

  /** Records a file's change without any store. */
  default void record(String path) {
    FilePath file = FilePath.of(path);
    log()
        .begin(new Intent(FileEvent.Type.DELETED, List.of(file), Optional.empty()))
        .confirm(List.of(event(path)));
  }

  /** An event of a path, as a store would make it. */
  static FileEvent event(String path) {
    return FileEvent.found(FilePath.of(path), Optional.empty(), Instant.now());
  }

  /** All events that the log has, described as {@code written a}. */
  default List<String> told() {
    return log().events(0, Integer.MAX_VALUE).stream().map(LogUnderTest::describe).toList();
  }

  /** Type, path and, where there is one, the source. */
  static String describe(FileEvent event) {
    String type = event.type().toString().toLowerCase(Locale.ROOT);
    return type + " " + event.path() + event.source().map(source -> " from " + source).orElse("");
  }

  /** The next events of a queue that must have some. */
  static List<FileEvent> take(EventQueue queue, int count) {
    assertThat(queue.attend()).as("the only handle attends").isTrue();
    List<FileEvent> events = queue.take(count).stream().map(EventQueue.Waiting::event).toList();
    assertThat(events).hasSize(count);
    return events;
  }
}
