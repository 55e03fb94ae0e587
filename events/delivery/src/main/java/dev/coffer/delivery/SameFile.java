package dev.coffer.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a path still leads to the file that it led to when this was made, with its content. */
final class SameFile {
  private static final String GONE =
      "its file was deleted or replaced while it was open: close the store and open it again";
  private static final String CUT =
      "its file was emptied while it was open: close the store, move the file away with those"
          + " beside it, and open the store again";

  private final Path path;

  /** What tells this file from another of its name; nothing where the system has no such thing. */
  private final @Nullable Object key;

  /** Whether there was something in it; a database is never empty again. */
  private volatile boolean filled;

  /** The latest transaction in which was looked, and what was seen; used by one at a time. */
  private long transaction = -1;

  private Optional<String> seen = Optional.empty();

  SameFile(Path path) throws IOException {
    this.path = path;
    this.key = look().fileKey();
  }

  private BasicFileAttributes look() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class);
  }

  /** What is wrong with the file, and what to do; empty if nothing is. */
  Optional<String> trouble() {
    try {
      BasicFileAttributes found = look();
      boolean empty = found.size() == 0;
      filled |= !empty;
      if (!Objects.equals(found.fileKey(), key)) {
        return Optional.of(GONE);
      }
      return filled && empty ? Optional.of(CUT) : Optional.empty();
    } catch (IOException e) {
      return Optional.of(GONE);
    }
  }

  /** Looks once for all that is done in a transaction. */
  Optional<String> troubleIn(Database database) {
    if (database.transaction() != transaction) {
      transaction = database.transaction();
      seen = trouble();
    }
    return seen;
  }
}
