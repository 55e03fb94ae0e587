package dev.coffer.replicate;

import dev.coffer.CorruptFileException;
import dev.coffer.FileStore;
import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * Which store decides: a store and its replicas have one lineage, and each promotion begins another
 * epoch of it.
 *
 * @param number from 1
 * @param role what the store is
 * @param lineage the same for a primary and its replicas, whatever is promoted
 */
public record Epoch(long number, EpochRole role, String lineage) {
  /**
   * Returns what a store says that it is.
   *
   * @param store a primary or a replica
   * @return its epoch; empty if it is neither yet
   * @throws CorruptFileException if what it says cannot be understood
   */
  public static Optional<Epoch> of(FileStore store) {
    return new EpochFile(store).read().map(EpochFile.Found::epoch);
  }

  static Epoch first() {
    return new Epoch(1, EpochRole.PRIMARY, UUID.randomUUID().toString());
  }

  Epoch as(EpochRole other) {
    return new Epoch(number, other, lineage);
  }

  Epoch next(EpochRole other) {
    return new Epoch(number + 1, other, lineage);
  }

  String text() {
    return "# Coffer: which store decides; see docs/replication.md\nepoch=%d\nrole=%s\nlineage=%s\n"
        .formatted(number, role.name().toLowerCase(Locale.ROOT), lineage);
  }

  /**
   * Reads the text of an epoch.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Epoch parse(String text) {
    Properties lines = new Properties();
    try {
      lines.load(new StringReader(text));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    String lineage = lines.getProperty("lineage", "");
    if (lineage.isEmpty()) {
      throw new IllegalArgumentException("no lineage");
    }
    return new Epoch(
        Long.parseLong(lines.getProperty("epoch", "")),
        EpochRole.valueOf(lines.getProperty("role", "").toUpperCase(Locale.ROOT)),
        lineage);
  }
}
