package dev.coffer.benchmarks;

import dev.coffer.Entry;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.agent.EventFilter;
import dev.coffer.agent.EventLog;
import dev.coffer.agent.EventRange;
import dev.coffer.agent.Locations;
import dev.coffer.cache.CacheOptions;
import dev.coffer.cache.CachingFileStore;
import dev.coffer.config.FileStores;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.SlowFileStore;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A conversation that is read as events against its files. */
final class AgentCourse {
  private static final String EVENT =
      "{\"source\": \"agent\", \"action\": \"run\", \"args\": {\"command\": \"%s\", \"hidden\": false}}"
          .formatted("ls -l \\u00fc ".repeat(160));

  private static final long AWAY_MILLIS = 20;

  private final Path directory;
  private final Scale scale;
  private final Consumer<Row> rows;

  AgentCourse(Path directory, Scale scale, Consumer<Row> rows) {
    this.directory = directory;
    this.scale = scale.warmer();
    this.rows = rows;
  }

  /** One way to read the conversation; returns how many events it found. */
  private interface Reading {
    long read();
  }

  void run() throws Exception {
    String uri = "file:" + directory.resolve("agent") + "?durability=none&observe=off";
    try (FileStore store = FileStores.open(uri)) {
      EventLog log = EventLog.of(store, "c1", null);
      for (int i = 0; i < scale.many(); i++) {
        log.append(EVENT);
      }
      List<String> paths =
          IntStream.range(0, scale.many())
              .mapToObj(id -> Locations.eventFile("c1", id, null))
              .toList();
      measure(store, paths);
    }
    away();
  }

  private void measure(FileStore store, List<String> paths) throws Exception {
    String work = "agent: " + paths.size() + " events, beside ";
    Reading events = () -> count(log(store).events(0));
    Reading all = () -> count(store.readAll(paths));
    beside(work + "a listing and readAll", () -> count(store.readAll(listed(store))), events);
    beside(work + "readAll", all, events);
    beside(work + "a loop of reads", () -> count(paths.stream().map(store::readBytes)), events);
    new Race<Reading>(rows)
        .with("readAll", all)
        .with("Coffer", () -> count(log(store).search(EventFilter.ALL.visible(), EventRange.ALL)))
        .run(work + "readAll, filtered", Target.none(), scale.bulk(), this::read);
  }

  private void beside(String work, Reading other, Reading events) throws Exception {
    new Race<Reading>(rows)
        .with("by hand", other)
        .with("Coffer", events)
        .run(work, 1.3, scale.bulk(), this::read);
  }

  /** What one has to know to call {@code readAll}. */
  private static List<String> listed(FileStore store) {
    ListOptions names = ListOptions.DEFAULTS.namesOnly();
    try (Stream<Entry> entries = store.entries(Locations.eventsDir("c1", null), names)) {
      return entries.map(entry -> entry.path().toString()).toList();
    }
  }

  /**
   * The second reading of a conversation, whose files are in memory and are checked by a listing.
   */
  private void away() throws Exception {
    FileStore origin = new InMemoryFileStore();
    EventLog log = log(origin);
    for (int i = 0; i < scale.many(); i++) {
      log.append(EVENT);
    }
    CacheOptions always = CacheOptions.DEFAULTS.freshness(CacheOptions.Freshness.ALWAYS);
    FileStore slow = new SlowFileStore(origin, call -> Thread.sleep(AWAY_MILLIS));
    try (FileStore cached = new CachingFileStore(slow, always)) {
      new Race<Reading>(rows)
          .with("without", () -> count(log(slow).events(0)))
          .with("Coffer", () -> count(log(cached).events(0)))
          .run(
              "agent: " + scale.many() + " events again, checked, 20 ms away",
              Target.none(),
              scale.heavy(),
              this::read);
    }
  }

  /** A log that knows nothing yet. */
  private static EventLog log(FileStore store) {
    return EventLog.of(store, "c1", null);
  }

  private void read(Reading reading, String slice, int calls) {
    for (int i = 0; i < calls; i++) {
      Tasks.check(scale.many(), reading.read());
    }
  }

  private static long count(Stream<?> found) {
    try (found) {
      return found.mapToLong(each -> 1).sum();
    }
  }
}
