package dev.coffer.agent;

import dev.coffer.Entry;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The names in a directory, however many there are. */
final class FileNames {
  private FileNames() {}

  /** Calls an action with the name of each file, in no particular order. */
  static void forEach(FileStore store, String directory, Consumer<String> action) {
    forEach(store, directory, ListOptions.DEFAULTS.withoutSizes(), action);
  }

  /**
   * Calls an action with each name, in no particular order. What has it may be no file, which shows
   * when it is read.
   */
  static void forEachUnseen(FileStore store, String directory, Consumer<String> action) {
    forEach(store, directory, ListOptions.DEFAULTS.namesOnly(), action);
  }

  private static void forEach(
      FileStore store, String directory, ListOptions options, Consumer<String> action) {
    try (Stream<Entry> entries = store.entries(directory, options)) {
      names(entries).forEach(action);
    }
  }

  /** Returns the names of files that begin with a prefix and are longer than it. */
  static List<String> startingWith(FileStore store, String directory, String prefix) {
    ListOptions options = ListOptions.DEFAULTS.withoutSizes().startAfter(directory + prefix);
    try (Stream<Entry> entries = store.entries(directory, options)) {
      return names(entries).takeWhile(name -> name.startsWith(prefix)).toList();
    }
  }

  private static Stream<String> names(Stream<Entry> entries) {
    return entries.filter(entry -> !entry.isDirectory()).map(entry -> entry.path().name());
  }
}
