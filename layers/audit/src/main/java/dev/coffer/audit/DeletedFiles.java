package dev.coffer.audit;

import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.observe.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The outcome for each file of a deletion, as far as it is known. */
final class DeletedFiles {
  /** The outcome for a file that may or may not be deleted. */
  static final String UNKNOWN = "unknown";

  private final Map<String, String> failed = new HashMap<>();
  private final Set<FilePath> done = new HashSet<>();
  private final String others;

  DeletedFiles(List<FilePath> paths, Outcome outcome) {
    if (outcome.error().isEmpty()) {
      done.addAll(paths);
    } else if (outcome.error().get() instanceof FileStoreException error) {
      error.failures().forEach(one -> failed.put(one.path(), Outcome.word(one)));
      done.addAll(error.succeeded(paths));
    }
    this.others = paths.size() == 1 ? outcome.word() : UNKNOWN;
  }

  /** Returns {@code ok}, the kind of the file's own error, or {@link #UNKNOWN}. */
  String word(FilePath path) {
    return done.contains(path) ? "ok" : failed.getOrDefault(path.toString(), others);
  }
}
