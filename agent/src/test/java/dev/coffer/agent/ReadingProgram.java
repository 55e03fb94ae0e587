package dev.coffer.agent;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import java.time.Duration;
import java.util.stream.Stream;

/** A program that reads a conversation in several ways and prints how many events it found. */
final class ReadingProgram {
  private ReadingProgram() {}

  public static void main(String[] arguments) {
    try (FileStore store = FileStores.open(arguments[0])) {
      EventLog log = EventLog.of(store, "c1", null);
      System.out.println(count(log.events(0)));
      System.out.println(
          count(log.search(EventFilter.ALL.query("last"), EventRange.ALL.reverse())));
      System.out.println(
          log.page(EventFilter.ALL, EventRange.ALL.reverse().limit(20)).events().size());
      long followed = 0;
      try (EventFeed feed = log.follow(0)) {
        while (feed.next(Duration.ZERO).isPresent()) {
          followed++;
        }
      }
      System.out.println(followed);
    }
  }

  private static long count(Stream<?> events) {
    try (events) {
      return events.filter(event -> true).count();
    }
  }
}
