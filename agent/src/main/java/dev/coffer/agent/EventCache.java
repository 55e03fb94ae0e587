package dev.coffer.agent;

import dev.coffer.FileStore;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages of 25 events that the existing server keeps beside the events, and reads in their place.
 * Coffer does not need them: it deletes those that are no longer true.
 *
 * @param directory the directory of the pages, with a {@code /} at the end
 */
record EventCache(String directory) {
  private static final int EVENTS = 25;
  private static final Pattern NAME = Pattern.compile("(\\d{1,18})-(\\d{1,18})\\.json");

  /** Returns the names of all pages. */
  List<String> pages(FileStore store) {
    List<String> names = new ArrayList<>();
    FileNames.forEach(store, directory, names::add);
    return names;
  }

  /** Deletes those pages that are of events which do not exist yet. */
  void deleteBeyond(FileStore store, List<String> names, long next) {
    List<String> untrue =
        names.stream().filter(name -> end(name) > next).map(name -> directory + name).toList();
    if (!untrue.isEmpty()) {
      store.deleteAll(untrue);
    }
  }

  private static long end(String name) {
    Matcher page = NAME.matcher(name);
    return page.matches() ? Long.parseLong(page.group(2)) : 0;
  }

  /** Deletes the page that an event is on. */
  void deletePageOf(FileStore store, long id) {
    long start = id - id % EVENTS;
    store.deleteFile(directory + start + "-" + (start + EVENTS) + ".json");
  }
}
