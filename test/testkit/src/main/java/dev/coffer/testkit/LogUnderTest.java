package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.Intent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The fixture of the cases of {@link FileEventsContract}. */
interface LogUnderTest {
  /** Returns the log of this case, which is empty at its start. */
  FileEventLog log();

  /**
   * Closes the log and opens it again, as the next process would; skips the case if that is not
   * possible.
   */
  FileEventLog closeAndReopen();

  /** Returns a second handle; skips the case if there is none. */
  FileEventLog anotherLog();

  /** Returns a store that writes to the log, around one that can be made to fail. */
  AnnouncingFileStore store();

  /** Returns the store below {@link #store()}. */
  FaultyFileStore below();

  /** Records a file's change without any store. */
  default void record(String path) {
    FilePath file = FilePath.of(path);
    log()
        .begin(new Intent(FileEvent.Type.DELETED, List.of(file), Optional.empty()))
        .confirm(List.of(event(path)));
  }

  /** Returns an event of a path, as a store would create it. */
  static FileEvent event(String path) {
    return FileEvent.found(FilePath.of(path), Optional.empty(), Instant.now());
  }

  /** Returns all events in the log, described as {@code written a}. */
  default List<String> recordedEvents() {
    return log().events(0, Integer.MAX_VALUE).stream().map(LogUnderTest::describe).toList();
  }

  /** Returns type, path and the source, if any. */
  static String describe(FileEvent event) {
    String type = event.type().toString().toLowerCase(Locale.ROOT);
    return type + " " + event.path() + event.source().map(source -> " from " + source).orElse("");
  }

  /** Returns the next events of a queue that must have some. */
  static List<FileEvent> take(EventQueue queue, int count) {
    assertThat(queue.attend()).as("the only handle attends").isTrue();
    List<FileEvent> events = queue.take(count).stream().map(EventQueue.Waiting::event).toList();
    assertThat(events).hasSize(count);
    return events;
  }
}
