package dev.coffer.audit;

import dev.coffer.FileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the records of an {@link AuditTrail}. */
public final class AuditReader {
  private AuditReader() {}

  /**
   * Reads all records in the order in which they were written. Invalid lines are skipped; use
   * {@link AuditCheck} to check whether the trail is intact.
   *
   * @param directory the directory of the trail
   * @param found receives each record
   * @throws IOException if the trail cannot be read
   */
  public static void read(Path directory, Consumer<AuditRecord> found) throws IOException {
    try (TrailFolder folder = TrailFolder.open(directory.toRealPath())) {
      read(new Trail.OfDirectory(folder), found);
    }
  }

  /**
   * Reads all records of a trail in a store, like {@link #read(Path, Consumer)}.
   *
   * @param store the store of the trail; stays open
   * @param found receives each record
   * @throws IOException if the trail cannot be read
   */
  public static void read(FileStore store, Consumer<AuditRecord> found) throws IOException {
    read(new Trail.OfStore(store), found);
  }

  private static void read(Trail trail, Consumer<AuditRecord> found) throws IOException {
    for (String name : trail.names()) {
      long unused = AuditLines.each(trail.open(name), name, line -> parse(line).ifPresent(found));
    }
  }

  private static Optional<AuditRecord> parse(byte[] line) {
    try {
      Map<String, String> fields = AuditLine.fields(line);
      return fields.containsKey("operation") ? Optional.of(entry(fields)) : Optional.empty();
    } catch (IllegalArgumentException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static AuditRecord entry(Map<String, String> fields) {
    return new AuditRecord(
        Instant.parse(String.valueOf(fields.get("time"))),
        Optional.ofNullable(fields.get("actor")),
        String.valueOf(fields.get("operation")),
        String.valueOf(fields.get("path")),
        Optional.ofNullable(fields.get("target")),
        Long.parseLong(String.valueOf(fields.get("bytes"))),
        String.valueOf(fields.get("outcome")),
        Optional.ofNullable(fields.get("etag")));
  }
}
