package dev.coffer.app.quickstart;

import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.agent.Locations;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The conversations of a store, event by event in the order of their ids: paths are in the order of
 * their bytes, where 10 comes before 2.
 */
final class Conversations {
  private static final int MOST_SHOWN = 12;
  private static final int NAME_WIDTH = 32;
  private static final int ENDS = 3;

  private final FileStore store;
  private final Consumer<String> out;

  Conversations(FileStore store, Consumer<String> out) {
    this.store = store;
    this.out = out;
  }

  /** Lists and reads them; says nothing where there are none. */
  void tell() {
    Throughput pace = new Throughput();
    long told = 0;
    String above = FilePath.of(Locations.conversationDir("x", null)).parent().orElseThrow() + "";
    try (Stream<Entry> entries = store.entries(above, ListOptions.DEFAULTS)) {
      for (Iterator<Entry> rest = entries.iterator(); rest.hasNext(); ) {
        String sid = rest.next().path().name();
        List<String> events = events(sid);
        if (!events.isEmpty()) {
          if (told == 0) {
            out.accept("Conversations, in the order of their events");
          }
          if (told++ < MOST_SHOWN) {
            out.accept(line(sid, events));
          }
          read(events, pace);
        }
      }
    }
    if (told > MOST_SHOWN) {
      out.accept(String.format(Locale.ROOT, "  … and %,d more", told - MOST_SHOWN));
    }
    if (told > 0) {
      out.accept("  read in that order: " + pace);
    }
  }

  private List<String> events(String sid) {
    return store.list(Locations.eventsDir(sid, null)).stream()
        .filter(path -> path.matches(".*/\\d{1,18}\\.json"))
        .sorted(Comparator.comparingLong(Conversations::id))
        .toList();
  }

  private static long id(String event) {
    return Long.parseLong(event.substring(event.lastIndexOf('/') + 1, event.lastIndexOf('.')));
  }

  private void read(List<String> events, Throughput pace) {
    try (Stream<byte[]> contents = store.readAll(events)) {
      contents.forEach(content -> pace.add(content.length));
    }
  }

  private static String line(String sid, List<String> events) {
    StringBuilder line = new StringBuilder("  " + sid);
    line.append(" ".repeat(Math.max(1, NAME_WIDTH - line.length())));
    line.append(String.format(Locale.ROOT, "%,7d events: ", events.size()));
    for (int i = 0; i < Math.min(ENDS, events.size()); i++) {
      line.append(i == 0 ? "" : ", ").append(id(events.get(i)));
    }
    if (events.size() > ENDS) {
      line.append(", … ").append(id(events.get(events.size() - 1)));
    }
    return line.toString();
  }
}
