package dev.coffer.app;

import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The entries of a directory, for the verbs that list it. */
final class ListedEntries {
  private ListedEntries() {}

  /**
   * Calls an action for each entry while the listing comes in.
   *
   * @param word the directory as it was typed; an error if it does not exist
   * @param omissions gets what the listing leaves out; closed by the caller
   */
  static void forEach(
      CommandSession session,
      String word,
      ListOptions options,
      OmittedNames omissions,
      Consumer<Entry> action) {
    try (FileStore store = session.openToRead();
        Stream<Entry> entries = store.list(FilePath.of(word), options.onOmitted(omissions::add))) {
      Iterator<Entry> all = entries.iterator();
      if (!all.hasNext() && omissions.isEmpty()) {
        NotFoundErrors.requireDirectory(word, store);
      }
      all.forEachRemaining(action);
    }
  }
}
