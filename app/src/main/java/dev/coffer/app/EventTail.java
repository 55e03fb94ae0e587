package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.event.PathPattern;
import java.time.Duration;
import java.time.Instant;

/**
 * Prints the events of a store as they come, until a moment. An outbox that does not exist yet is
 * waited for.
 */
record EventTail(EventStore events, PathPattern pattern, Instant end) {
  static final Duration FOREVER = Duration.ofDays(36_500);
  private static final Duration LOOK = Duration.ofMillis(200);

  /** Prints what is known already, and what comes without end. */
  static void printAll(EventStore events, PathPattern pattern) {
    new EventTail(events, pattern, Instant.now().plus(FOREVER)).print(false);
  }

  /** Prints what comes. */
  void printNew() {
    print(!events.lacksOutbox());
  }

  private void print(boolean passOver) {
    try {
      while (events.lacksOutbox()) {
        if (isOver()) {
          return;
        }
        Thread.sleep(LOOK.toMillis());
      }
      follow(passOver);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(boolean passOver) throws InterruptedException {
    try (FileStore store = events.open()) {
      EventLines lines = EventLines.of(events.session(), store, pattern);
      if (passOver) {
        lines.skip();
      }
      while (!isOver()) {
        lines.print();
        Thread.sleep(LOOK.toMillis());
      }
      lines.print();
    }
  }

  private boolean isOver() {
    return !Instant.now().isBefore(end);
  }
}
