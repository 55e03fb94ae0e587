package dev.coffer.app.doctor;

import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.OmittedName;
import dev.coffer.OmittedName.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** What no listing of a store shows, though it is there: counted, with examples. */
final class UnlistedEntries {
  private static final int MOST_FILES = 100_000;
  private static final int EXAMPLES = 3;

  private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
  private final Map<Reason, List<String>> examples = new EnumMap<>(Reason.class);

  /** Looks at the first files of a store. */
  static String count(FileStore store) {
    UnlistedEntries unlisted = new UnlistedEntries();
    ListOptions options = ListOptions.DEFAULTS.recursive().onOmitted(unlisted::add);
    long files = 0;
    boolean all;
    try (Stream<Entry> entries = store.list(FilePath.ROOT, options)) {
      Iterator<Entry> rest = entries.iterator();
      while (files < MOST_FILES && rest.hasNext()) {
        rest.next();
        files++;
      }
      all = files < MOST_FILES || !rest.hasNext();
    }
    return unlisted + (all ? "" : ", among the first 100,000 files");
  }

  private void add(OmittedName omitted) {
    counts.merge(omitted.reason(), 1L, Long::sum);
    List<String> names = examples.computeIfAbsent(omitted.reason(), reason -> new ArrayList<>());
    if (names.size() < EXAMPLES) {
      names.add(omitted.name());
    }
  }

  /** For example {@code 2 links (d/a, d/b): files below a link are not part of the store}. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner("; ").setEmptyValue("nothing");
    counts.forEach((reason, count) -> text.add(count + " " + noun(reason, count) + names(reason)));
    return text.toString();
  }

  private String names(Reason reason) {
    List<String> names = examples.getOrDefault(reason, List.of());
    boolean more = counts.getOrDefault(reason, 0L) > names.size();
    return " (" + String.join(", ", names) + (more ? ", …" : "") + ")" + consequence(reason);
  }

  private static String noun(Reason reason, long count) {
    return switch (reason) {
      case INVALID_NAME ->
          count == 1 ? "name that no path can have" : "names that no path can have";
      case LINK -> count == 1 ? "link" : "links";
      case SPECIAL_FILE -> count == 1 ? "special file" : "special files";
    };
  }

  private static String consequence(Reason reason) {
    return reason == Reason.LINK ? ": files below a link are not part of the store" : "";
  }
}
