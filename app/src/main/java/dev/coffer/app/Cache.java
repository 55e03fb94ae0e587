package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.spi.StoreCache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows what the cache of a store holds, or empties it. */
final class Cache implements Verb {
  private static final List<String> ACTIONS = List.of("stat", "clear");

  @Override
  public Usage usage() {
    return new Usage(
        "cache",
        "Show what the cache of a store holds, or empty it.",
        List.of(),
        List.of(
            new PositionalArgument(
                "ACTION",
                PositionalArgument.Count.OPTIONAL,
                "stat or clear; stat if not given.",
                ACTIONS)),
        """
        The store must have a cache that outlives a command: cache.disk or cache.redis. What other
        processes keep in memory is theirs: they forget it when a shared cache is emptied.

        A directory is counted and emptied as a whole, with the files of all stores that use it. One
        that another process uses is left alone. No file of the store is touched.

        A place that clear could not empty has a line of its own. The exit code is then 5 if a
        shared cache does not answer, since a later attempt may succeed, and 6 if a directory
        cannot be emptied or another process uses it; 6 if both happen.
        """,
        List.of(
            "coffer cache --store 'file:./data?cache.disk=./cached,1GiB'",
            "coffer cache clear --store 'file:./data?cache.disk=./cached,1GiB'"));
  }

  @Override
  public void run(CommandSession session) {
    String action = session.words().optional(0, "stat");
    if (!ACTIONS.contains(action)) {
      throw new CommandException(
          ExitCode.USAGE,
          "cache: no action '" + session.words().place(0) + "'; there are stat and clear");
    }
    try (FileStore store = session.openToRead()) {
      List<StoreCache.Place> places = lasting(store);
      if (action.equals("clear")) {
        clear(places, store, session);
      } else {
        places.forEach(place -> print(new Line(place, Done.NOTHING), session));
      }
    }
  }

  private static void clear(
      List<StoreCache.Place> places, FileStore store, CommandSession session) {
    Map<String, StoreCache.Place> emptied =
        store.unwrap(StoreCache.class).map(StoreCache::clear).orElse(List.of()).stream()
            .collect(Collectors.toMap(StoreCache.Place::kind, place -> place));
    int code = ExitCode.OK;
    for (StoreCache.Place place : places) {
      StoreCache.Place cleared = emptied.get(place.kind());
      if (cleared == null) {
        print(new Line(place, Done.NOT_EMPTIED), session);
        int failure = place.kind().equals("shared") ? ExitCode.RETRYABLE : ExitCode.NOT_RETRYABLE;
        code = Math.max(code, failure);
      } else {
        print(new Line(cleared, Done.EMPTIED), session);
      }
    }
    if (code != ExitCode.OK) {
      throw CommandException.silent(code);
    }
  }

  private static List<StoreCache.Place> lasting(FileStore store) {
    List<StoreCache.Place> places =
        store.unwrap(StoreCache.class).map(StoreCache::places).orElse(List.of()).stream()
            .filter(place -> !place.where().isEmpty())
            .toList();
    if (places.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          "cache: nothing outlives a process that has the cache in memory alone: give the store"
              + " cache.disk or cache.redis");
    }
    return places;
  }

  private enum Done {
    NOTHING,
    EMPTIED,
    NOT_EMPTIED
  }

  /**
   * What is printed of a place.
   *
   * @param place with what it holds, or what was removed
   */
  private record Line(StoreCache.Place place, Done done) {
    String text() {
      String unknown =
          place.kind().equals("shared")
              ? "it does not answer as a cache does"
              : "it does not work, or another process uses it";
      return switch (done) {
        case NOTHING -> content("", unknown);
        case EMPTIED -> content("removed ", "emptied");
        case NOT_EMPTIED -> "not emptied: " + unknown;
      };
    }

    private String content(String prefix, String unknown) {
      return place
          .content()
          .map(
              content ->
                  prefix
                      + Display.count(content.files(), "file", "files")
                      + ", "
                      + Display.count(content.bytes(), "byte", "bytes"))
          .orElse(unknown);
    }

    JsonLine json() {
      JsonLine json = new JsonLine().text("kind", place.kind()).text("where", place.where());
      Optional<StoreCache.Content> content =
          place.content().filter(known -> done != Done.NOT_EMPTIED);
      content.ifPresent(
          known -> json.number("files", known.files()).number("bytes", known.bytes()));
      if (done != Done.NOTHING || content.isPresent()) {
        json.flag("cleared", done == Done.EMPTIED);
      }
      return json;
    }
  }

  private static void print(Line line, CommandSession session) {
    if (session.json()) {
      session.console().out().println(line.json().toString());
    } else {
      StoreCache.Place place = line.place();
      session.console().say(place.kind() + " " + place.where() + ": " + line.text());
    }
  }
}
