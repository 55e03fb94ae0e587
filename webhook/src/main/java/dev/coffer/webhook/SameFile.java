package dev.coffer.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a path still leads to the file that it led to when this was made. */
final class SameFile {
  private final Path path;
  private final @Nullable Object key;

  /** The latest transaction in which was looked, and what was seen; used by one at a time. */
  private long transaction = -1;

  private boolean seen;

  SameFile(Path path) throws IOException {
    this.path = path;
    this.key = key();
  }

  /** What tells this file from another of its name; nothing where the system has no such thing. */
  private @Nullable Object key() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  boolean isThere() {
    try {
      return Objects.equals(key(), key);
    } catch (IOException e) {
      return false;
    }
  }

  /** Looks once for all that is done in a transaction. */
  boolean isThereIn(Database database) {
    if (database.transaction() != transaction) {
      transaction = database.transaction();
      seen = isThere();
    }
    return seen;
  }
}
