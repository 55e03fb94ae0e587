package dev.coffer.replicate;

import dev.coffer.ConfigurationException;
import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import dev.coffer.spi.OwnArea;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file in the own area of a store that says what the store is. */
final class EpochFile {
  static final FilePath PLACE = OwnArea.of("replication").file(FilePath.of("epoch"), "epoch");
  static final String DAMAGED =
      "the file "
          + PLACE
          + ", which says which store decides, is damaged: if no store was promoted since, replace it"
          + " by that of another store of the same primary, with the role of this one (role=primary"
          + " or role=replica)";
  private static final int LONGEST = 4096;
  private static final int MOST_ATTEMPTS = 10;

  private final FileStore store;

  /** What the file says, as it was read. */
  record Found(Standing standing, String etag) {
    Epoch epoch() {
      return standing.epoch();
    }
  }

  EpochFile(FileStore store) {
    this.store = store;
  }

  String storeName() {
    return store.name();
  }

  /** Returns an error that says what is wrong with the role of the store. */
  ConfigurationException wrong(String operation, String hint) {
    return wrong(operation, hint, null);
  }

  /** Returns the same error with what has caused it. */
  ConfigurationException wrong(String operation, String hint, @Nullable Throwable cause) {
    return new ConfigurationException(new ErrorContext(operation, "", store.name()), hint, cause);
  }

  /** Returns what the file says; empty if the store has none. */
  Optional<Found> read() {
    try (OpenedFile file = store.read(PLACE, ReadOptions.DEFAULTS.withoutMetadata())) {
      String text = new String(file.stream().readNBytes(LONGEST), StandardCharsets.UTF_8);
      return Optional.of(new Found(parse(text), file.info().etag()));
    } catch (NotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StorageFailureException.retryable(
          new ErrorContext("read", PLACE.toString(), store.name()),
          "the file that says which store decides cannot be read to its end",
          e);
    }
  }

  private Standing parse(String text) {
    try {
      return Standing.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CorruptFileException(
          new ErrorContext("read", PLACE.toString(), store.name()), DAMAGED, e);
    }
  }

  /**
   * Returns what the file says; a store without one becomes the primary of a lineage. If several
   * begin at the same time, one of them decides which.
   *
   * @throws ConflictException if there can be no such file; it says what is in the way
   */
  Found readOrBegin() {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Optional<Found> found = read().or(() -> create(first()));
      if (found.isPresent()) {
        return found.get();
      }
    }
    return write(first(), WriteOptions.DEFAULTS.ifAbsent());
  }

  private static Standing first() {
    return Standing.of(Epoch.first());
  }

  /** Writes the first epoch of a store; empty if somebody else did. */
  Optional<Found> create(Standing standing) {
    return tryTo(standing, WriteOptions.DEFAULTS.ifAbsent());
  }

  /** Replaces an epoch; empty if it is no longer as it was read. */
  Optional<Found> replace(Found known, Standing standing) {
    return tryTo(standing, WriteOptions.DEFAULTS.ifMatch(known.etag()));
  }

  private Optional<Found> tryTo(Standing standing, WriteOptions options) {
    try {
      return Optional.of(write(standing, options));
    } catch (ConflictException e) {
      // A request that is repeated, since its answer was lost, is refused after it succeeded.
      return read().filter(found -> found.standing().equals(standing));
    }
  }

  private Found write(Standing standing, WriteOptions options) {
    FileInfo file = store.write(PLACE, Content.of(standing.text()), options);
    return new Found(standing, file.etag());
  }
}
