package dev.coffer.agent;

import dev.coffer.Entry;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The names of the files in a directory, however many there are. */
final class FileNames {
  private static final ListOptions NAMES = ListOptions.DEFAULTS.withoutSizes();

  private FileNames() {}

  /** Calls an action with each name, in the order of its bytes. */
  static void forEach(FileStore store, String directory, Consumer<String> action) {
    try (Stream<Entry> entries = store.entries(directory, NAMES)) {
      names(entries).forEach(action);
    }
  }

  /** Returns the names that begin with a prefix and are longer than it. */
  static List<String> startingWith(FileStore store, String directory, String prefix) {
    ListOptions options = NAMES.startAfter(directory + prefix);
    try (Stream<Entry> entries = store.entries(directory, options)) {
      return names(entries).takeWhile(name -> name.startsWith(prefix)).toList();
    }
  }

  private static Stream<String> names(Stream<Entry> entries) {
    return entries.filter(entry -> !entry.isDirectory()).map(entry -> entry.path().name());
  }
}
