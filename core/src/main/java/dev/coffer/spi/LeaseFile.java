package dev.coffer.spi;

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
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The file in the own area of a store that says who has a lease. */
final class LeaseFile {
  private static final OwnArea AREA = OwnArea.of("leases");
  private static final int LONGEST = 4096;

  private final FileStore store;
  private final String name;
  private final FilePath place;

  /** A lease as it was read or written. */
  record Found(LeaseTerms terms, String etag) {}

  LeaseFile(FileStore store, String name) {
    this.store = store;
    this.name = name;
    this.place = AREA.file(FilePath.ofFile(name), "lease");
  }

  /** Where an error of this lease happened. */
  ErrorContext context() {
    return new ErrorContext(name, "", store.name());
  }

  /** Returns what the file says now, whatever a cache remembers; empty if there is none. */
  Optional<Found> read() {
    StoreCache.forget(store, List.of(place));
    if (store.stat(place).isEmpty()) {
      return Optional.empty(); // which is no failure for whoever watches the store
    }
    try (OpenedFile file = store.read(place, ReadOptions.DEFAULTS.withoutMetadata())) {
      String text = new String(file.stream().readNBytes(LONGEST), StandardCharsets.UTF_8);
      return Optional.of(new Found(parse(text), file.info().etag()));
    } catch (NotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LeaseTerms parse(String text) {
    try {
      return LeaseTerms.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CorruptFileException(
          context(),
          "the file " + place + ", which says who does this, is damaged: delete it if nobody does",
          e);
    }
  }

  /** Writes the first terms of a lease; empty if somebody else did. */
  Optional<Found> create(LeaseTerms terms) {
    return tryTo(terms, WriteOptions.DEFAULTS.ifAbsent());
  }

  /**
   * Writes the first terms of a lease, which is not there.
   *
   * @throws ConflictException if there can be no such file; it says what is in the way
   */
  Found createOrExplain(LeaseTerms terms) {
    try {
      return write(terms, WriteOptions.DEFAULTS.ifAbsent());
    } catch (ConflictException e) {
      throw new ConflictException(
          context(),
          "the file " + place + ", which says who does this, cannot be made: " + e.hint(),
          e);
    }
  }

  /**
   * Replaces the terms of a lease; empty if somebody else did. Earlier terms of the same holder are
   * returned if they are there, which an earlier call wrote that failed.
   */
  Optional<Found> replace(Found known, LeaseTerms terms) {
    return tryTo(terms, WriteOptions.DEFAULTS.ifMatch(known.etag()));
  }

  private Optional<Found> tryTo(LeaseTerms terms, WriteOptions options) {
    try {
      return Optional.of(write(terms, options));
    } catch (ConflictException e) {
      // A request that is repeated, since its answer was lost, is refused after it succeeded.
      return read().filter(found -> found.terms().holder().equals(terms.holder()));
    }
  }

  private Found write(LeaseTerms terms, WriteOptions options) {
    try {
      FileInfo file = store.write(place, Content.of(terms.text()), options.ungrouped());
      return new Found(terms, file.etag());
    } catch (UnsupportedFeatureException e) {
      throw new ConfigurationException(
          context(),
          "a lease needs writes on a condition, which this store does not honour: open it without"
              + " state=store, and see to it that one process at a time does this",
          e);
    }
  }
}
