package dev.coffer.delivery;

import dev.coffer.FilePath;
import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events for the tests of this package. */
final class Events {
  static final Instant START = Instant.EPOCH.plusSeconds(1000);

  private Events() {}

  static FileEvent written(String path, long size, long order) {
    return event(FileEvent.Type.WRITTEN, path, null, size, order);
  }

  static FileEvent event(
      FileEvent.Type type, String path, @Nullable String source, long size, long order) {
    return new FileEvent(
        new UUID(0x7000L, order),
        type,
        FilePath.of(path),
        Optional.ofNullable(source).map(FilePath::of),
        OptionalLong.of(size),
        Optional.of("e" + order),
        START,
        order);
  }

  static EventQueue.Waiting waiting(String path, long order) {
    return EventQueue.Waiting.first(written(path, 10, order));
  }

  static EventQueue.Waiting moved(String source, String target, long order) {
    return EventQueue.Waiting.first(event(FileEvent.Type.MOVED, target, source, 10, order));
  }

  static EventQueue.Waiting again(EventQueue.Waiting waiting, Instant due) {
    return new EventQueue.Waiting(
        waiting.event(), waiting.attempts() + 1, due, Optional.of(waiting.since().orElse(START)));
  }
}
