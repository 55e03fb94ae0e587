package dev.coffer.replicate;

import dev.coffer.CorruptFileException;
import dev.coffer.FileStore;
import java.util.Optional;
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
}
